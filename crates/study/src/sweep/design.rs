//! Where the points of a sweep lie.

use super::input::{Coordinate, Input};
use crate::failure::{Failure, Note};
use glasshouse_sensitivity::{Points, design, morris, sobol};

/// How points are chosen, cheapest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Design {
    /// One input at a time, the others as declared.
    Oat,
    /// Elementary effects.
    Morris,
    /// A Latin hypercube.
    Lhs,
    /// Every combination of levels.
    Grid,
    /// Variance-based indices.
    Sobol,
}

impl Design {
    /// Every design.
    pub const ALL: [Design; 5] = [Design::Oat, Design::Morris, Design::Lhs, Design::Grid, Design::Sobol];

    /// The name in flags and documents.
    pub fn name(self) -> &'static str {
        match self {
            Design::Oat => "oat",
            Design::Morris => "morris",
            Design::Lhs => "lhs",
            Design::Grid => "grid",
            Design::Sobol => "sobol",
        }
    }

    /// The design with a name.
    pub fn parse(name: &str) -> Option<Design> {
        Design::ALL.into_iter().find(|d| d.name() == name)
    }

    /// What `--points` is where it is not given: levels of each input, trajectories, points, base points.
    pub fn default_points(self) -> u32 {
        match self {
            Design::Oat => 5,
            Design::Grid => 3,
            Design::Morris => 10,
            Design::Lhs => 500,
            Design::Sobol => 256,
        }
    }
}

/// Most points of a sweep: a design beyond is a slip, not a plan.
const POINTS_MAX: u64 = 4_000_000;

/// Every point of a sweep.
#[derive(Clone, Debug)]
pub struct Space {
    /// Levels, trajectories, points or base points, as the design takes them.
    pub size: u32,
    /// Levels of each input, for designs that have them.
    pub levels: u32,
    /// One row per point, one coordinate per input.
    pub points: Vec<Vec<Coordinate>>,
    /// The points in the unit cube, for elementary effects.
    pub unit: Points,
}

impl Space {
    /// Lays out the points.
    ///
    /// # Errors
    /// [`Failure::Usage`] where there would be too many, or the design does not fit the inputs.
    pub fn lay_out(
        design: Design,
        points: Option<u32>,
        second_order: bool,
        inputs: &[Input],
        seed: u64,
    ) -> Result<Space, Failure> {
        let size = points.unwrap_or(design.default_points());
        let d = inputs.len();
        let levels: Vec<usize> = inputs.iter().map(|i| i.n_levels(size) as usize).collect();
        let count = match design {
            Design::Oat => levels.iter().map(|n| *n as u64).sum::<u64>() + 1,
            Design::Grid => design::grid_size(&levels).unwrap_or(u64::MAX),
            Design::Morris => morris::size(size, d),
            Design::Lhs => u64::from(size),
            Design::Sobol => sobol::size(size, d, second_order),
        };
        check(design, size, d, count, second_order)?;
        let empty = Space { size, levels: size, points: Vec::new(), unit: Points::new() };
        let at_levels = |rows: design::Levels| {
            let at = |level: Option<usize>| level.map_or(Coordinate::Declared, |l| Coordinate::Level(l as u32));
            rows.into_iter().map(|row| row.into_iter().map(at).collect()).collect()
        };
        let in_cube =
            |unit: &Points| unit.iter().map(|row| row.iter().map(|u| Coordinate::Unit(*u)).collect()).collect();
        Ok(match design {
            Design::Oat => Space { points: at_levels(design::one_at_a_time(&levels)), ..empty },
            Design::Grid => Space { points: at_levels(design::grid(&levels)), ..empty },
            Design::Lhs => Space { points: in_cube(&design::latin_hypercube(size, d, seed)), ..empty },
            Design::Morris => {
                let unit = morris::design(size, d, seed);
                Space { points: in_cube(&unit), unit, ..empty }
            }
            Design::Sobol => {
                let unit = sobol::design(size, d, second_order, sobol::Sequence::Sobol, seed);
                Space { points: in_cube(&unit), ..empty }
            }
        })
    }
}

fn check(design: Design, size: u32, inputs: usize, count: u64, second_order: bool) -> Result<(), Failure> {
    let (most, power) = (sobol::INPUTS_MAX, size.is_power_of_two());
    let note = if count > POINTS_MAX {
        let fewer = "take fewer inputs or points; --screen morris finds the inputs that matter";
        Note::new("GH0900", format!("{count} points are too many for one sweep"), format!("一次扫描{count}个点过多"))
            .help(fewer, "请减少输入或点数；--screen morris 可找出重要的输入")
    } else if design == Design::Sobol && inputs > most {
        Note::new(
            "GH0900",
            format!("a Sobol' design takes {most} inputs at most; these are {inputs}"),
            format!("索博尔设计最多{most}个输入，这里有{inputs}个"),
        )
        .help(
            "find those that matter first: --screen morris --all-assumptions",
            "请先用 --screen morris --all-assumptions 找出重要的输入",
        )
    } else if design == Design::Sobol && (!power || size > sobol::POINTS_MAX) {
        Note::new(
            "GH0900",
            format!("--points {size}: a Sobol' design takes a power of two up to {}", sobol::POINTS_MAX),
            format!("--points {size}：索博尔设计须为不超过{}的2的幂", sobol::POINTS_MAX),
        )
        .help("for example --points 256", "例如 --points 256")
    } else if second_order && design != Design::Sobol {
        Note::new("GH0900", "--second-order goes with --design sobol", "--second-order 须与 --design sobol 同用")
    } else if size < 2 && design != Design::Morris && design != Design::Lhs {
        Note::new("GH0900", "two points at least are needed", "至少需要两个点")
    } else {
        return Ok(());
    };
    Err(Failure::Usage(note))
}

//! Models with known answers, sampled and summed up as a sweep does it for a regime.

use crate::failure::{Failure, Note};
use crate::sweep::{Design, analytic, of_model};

/// Whether a model and a design are known.
///
/// # Errors
/// [`Failure::Usage`] naming what is not.
pub fn check(model: &str, design: &str) -> Result<(), Failure> {
    if analytic::find(model).is_none() {
        let names: Vec<&str> = analytic::ALL.iter().map(|m| m.name).collect();
        return Err(Failure::Usage(
            Note::new("GH0900", format!("there is no model `{model}`"), format!("没有名为“{model}”的模型"))
                .help(format!("one of: {}", names.join(", ")), format!("可选：{}", names.join("、"))),
        ));
    }
    match Design::parse(design) {
        Some(Design::Sobol | Design::Morris) => Ok(()),
        _ => Err(Failure::Usage(
            Note::new(
                "GH0900",
                format!("`{design}` is no design for a case"),
                format!("“{design}”不是案例可用的取点方式"),
            )
            .help("one of: sobol, morris", "可选：sobol、morris"),
        )),
    }
}

/// The outputs of a sampled model by name: `mean`, `variance`, and with a dot and the input `first`, `total`, `mu`,
/// `mu_star`, `sigma`, or with two inputs `pair`.
pub fn outputs(model: &str, design: &str, points: u32, seed: u64) -> Vec<(String, f64)> {
    let (Some(model), Some(design)) = (analytic::find(model), Design::parse(design)) else { return Vec::new() };
    let Ok(row) = of_model(model, design, points, seed) else { return Vec::new() };
    let mut found = Vec::new();
    let mut put = |name: String, value: Option<f64>| found.extend(value.map(|v| (name, v)));
    put("mean".into(), row.mean);
    put("variance".into(), row.variance);
    for ((input, ..), result) in model.inputs.iter().zip(&row.inputs) {
        put(format!("first.{input}"), result.first.map(|l| l.value));
        put(format!("total.{input}"), result.total.map(|l| l.value));
        put(format!("mu.{input}"), result.mu);
        put(format!("sigma.{input}"), result.sigma);
        if design == Design::Morris {
            put(format!("mu_star.{input}"), result.importance);
        }
    }
    let name = |place: u32| model.inputs.get(place as usize).map_or("", |(name, ..)| *name);
    for pair in &row.pairs {
        put(format!("pair.{}.{}", name(pair.first), name(pair.second)), pair.share.map(|l| l.value));
    }
    found
}

/* Written by `cargo xtask web` from the schemas of the program. */

/**
 * A number with its uncertainty over replicates, or the reason why there is none.
 */
export type Estimate =
  | {
      kind: 'single';
      /**
       * Value.
       */
      value: number;
    }
  | {
      kind: 'interval';
      /**
       * Mean.
       */
      mean: number;
      /**
       * Lower limit.
       */
      low: number;
      /**
       * Upper limit.
       */
      high: number;
      /**
       * Replicates.
       */
      n: number;
    }
  | {
      kind: 'undefined';
      /**
       * Why, a stable code: `no_cases`, `no_baseline`, `not_in_regime`, `too_few`, `several_levels`.
       */
      reason: string;
    };

export interface All {
  RunPage: RunPage;
  PersonPage: PersonPage;
  ChangedPerson: ChangedPerson;
  WhatIfDoc: WhatIfDoc;
  CrowdDoc: CrowdDoc;
  LuckDoc: LuckDoc;
  ComparePage: ComparePage;
  CardDoc: CardDoc;
  SessionDoc: SessionDoc;
  JobDoc: JobDoc;
  FoundRuns: FoundRuns;
  Diagnostic: Diagnostic;
  RunRequest: RunRequest;
  CompareRequest: CompareRequest;
}
/**
 * `run-page/1`: a run as the page shows it.
 */
export interface RunPage {
  /**
   * Name, as addresses have it.
   */
  name: string;
  /**
   * How a command names it.
   */
  argument: string;
  run: RunDoc;
  /**
   * What it found: four headings, each with its sentences.
   */
  sentences: [string, string][];
  /**
   * `FINDING` or `ILLUSTRATION`.
   */
  mark: string;
  /**
   * The mark with what it means.
   */
  mark_text: string;
  /**
   * The charts.
   */
  charts: ChartDoc[];
}
/**
 * The run.
 */
export interface RunDoc {
  /**
   * `run/1`.
   */
  schema: string;
  /**
   * Version of the program.
   */
  glasshouse: string;
  regime: DocumentRef;
  society: SocietyRef;
  /**
   * Seed.
   */
  seed: number;
  /**
   * Replicate numbers that were run, in order (0, 1, …).
   */
  replicates: number[];
  /**
   * Months simulated.
   */
  months: number;
  /**
   * First day, `YYYY-MM-DD`.
   */
  from: string;
  /**
   * Days between exchanges among blocks: `month`, `week` or `day`.
   */
  coupling: string;
  /**
   * Overrides, as `path=value`, in order.
   */
  set: string[];
  /**
   * The command that makes this bundle again.
   */
  command: string;
  /**
   * BLAKE3 of the specification and every number of the metrics, as 64 hex digits.
   */
  digest: string;
  /**
   * One replicate: its numbers illustrate, they are not findings.
   */
  illustration: boolean;
  figures: FigureCount;
  /**
   * Tables of the bundle.
   */
  tables: TableRef[];
}
/**
 * The regime.
 */
export interface DocumentRef {
  /**
   * Short name.
   */
  id: string;
  title: Text;
  /**
   * `documented`, `reconstructed` or `stylised`.
   */
  status: string;
  /**
   * File inside the bundle.
   */
  file: string;
  /**
   * BLAKE3 of the text.
   */
  digest: string;
  counts: RuleCount;
}
/**
 * Title.
 */
export interface Text {
  /**
   * English.
   */
  en: string;
  /**
   * 简体中文.
   */
  zh: string;
}
/**
 * Rules, grades, lists, measures, channels.
 */
export interface RuleCount {
  /**
   * Indicators.
   */
  indicators: number;
  /**
   * Grades.
   */
  grades: number;
  /**
   * Lists.
   */
  lists: number;
  /**
   * Measures.
   */
  measures: number;
  /**
   * Channels.
   */
  channels: number;
}
/**
 * The society.
 */
export interface SocietyRef {
  /**
   * Short name.
   */
  id: string;
  title: Text1;
  /**
   * File inside the bundle.
   */
  file: string;
  /**
   * BLAKE3 of the text.
   */
  digest: string;
  /**
   * Seed of its persons.
   */
  seed: number;
  /**
   * Persons.
   */
  people: number;
  /**
   * Households.
   */
  households: number;
}
/**
 * Title.
 */
export interface Text1 {
  /**
   * English.
   */
  en: string;
  /**
   * 简体中文.
   */
  zh: string;
}
/**
 * How many figures of regime and society are cited, assumed, rival, set.
 */
export interface FigureCount {
  /**
   * A source.
   */
  cited: number;
  /**
   * An assumption with a range.
   */
  assumed: number;
  /**
   * Sources that disagree.
   */
  rival: number;
  /**
   * An override.
   */
  set: number;
}
/**
 * A table of the bundle.
 */
export interface TableRef {
  /**
   * File name.
   */
  file: string;
  /**
   * Rows.
   */
  rows: number;
  /**
   * BLAKE3 of the file.
   */
  digest: string;
}
/**
 * A chart: the drawing, and everything that belongs to it.
 */
export interface ChartDoc {
  /**
   * Name, unique in a page.
   */
  id: string;
  /**
   * The question, which is the title.
   */
  question: string;
  /**
   * What it shows, computed from its data.
   */
  sentence: string;
  /**
   * `FINDING` or `ILLUSTRATION`.
   */
  mark: string;
  /**
   * The mark with what it means.
   */
  mark_text: string;
  /**
   * The drawing, for a page that brings the styles of charts.
   */
  svg: string;
  /**
   * Columns of its table.
   */
  columns: string[];
  /**
   * Rows of its table, as shown.
   */
  rows: string[][];
  /**
   * Rows are months.
   */
  by_month: boolean;
  /**
   * Definitions of its metrics.
   */
  about: AboutDoc[];
  /**
   * The command that makes its numbers.
   */
  command: string;
  /**
   * Digest of the run.
   */
  digest: string;
}
/**
 * A definition.
 */
export interface AboutDoc {
  /**
   * Label.
   */
  label: string;
  /**
   * Unit.
   */
  unit: string;
  /**
   * Definition.
   */
  definition: string;
  /**
   * Source.
   */
  source: string;
}
/**
 * `person-page/1`: a person as the page shows it.
 */
export interface PersonPage {
  file: PersonFile;
  /**
   * Months of the run.
   */
  months: number;
  /**
   * The statement sums: start plus all lines is the score.
   */
  sums: boolean;
  /**
   * Start plus all lines, in words.
   */
  sum: string;
  outcome: PersonOutcome;
  /**
   * Sanctions and adverse lists of the regime.
   */
  adverse: string[];
  /**
   * Rules that moved the score, with what they rest on.
   */
  rules: RuleDoc[];
  /**
   * Sources of these rules.
   */
  sources: SourceDoc[];
  letter: LetterDoc;
  /**
   * The command that shows this file.
   */
  command: string;
  /**
   * The run is an illustration.
   */
  illustration: boolean;
}
/**
 * The file.
 */
export interface PersonFile {
  /**
   * `person-file/1`.
   */
  schema: string;
  /**
   * `p-000018233`.
   */
  person: string;
  /**
   * Always true: the person is synthetic.
   */
  synthetic: boolean;
  /**
   * Regime id.
   */
  regime: string;
  /**
   * Seed and replicate.
   */
  seed: number;
  /**
   * Replicate.
   */
  replicate: number;
  /**
   * Attribute name, level name and label, in reporting order; then `age` and `household`.
   */
  attributes: PersonAttribute[];
  /**
   * Why this person was picked, if by a criterion: its name.
   */
  picked?: string | null;
  /**
   * Of how many persons the criterion holds, out of how many: of `people`, or of fewer who were looked at.
   *
   * @minItems 2
   * @maxItems 2
   */
  frequency?: [number, number] | null;
  /**
   * Persons in the society; 0 where an older version did not say.
   */
  people?: number;
  /**
   * Score of a person without records.
   */
  start: number;
  /**
   * Everything that happened, in order.
   */
  events: PersonEvent[];
  /**
   * Score by the record at the end.
   */
  score: number;
  /**
   * Score a perfect register would give.
   */
  true_score: number;
  /**
   * Grade by the record at the end.
   */
  grade?: string | null;
  /**
   * Grade a perfect register would give.
   */
  true_grade?: string | null;
  /**
   * Lists at the end.
   */
  lists: string[];
  /**
   * Measures in force at the end, with what they rest on.
   */
  measures: ActiveMeasure[];
}
/**
 * An attribute of a person.
 */
export interface PersonAttribute {
  /**
   * Attribute.
   */
  name: string;
  /**
   * Level.
   */
  level: string;
  label: Text2;
}
/**
 * Label of the level.
 */
export interface Text2 {
  /**
   * English.
   */
  en: string;
  /**
   * 简体中文.
   */
  zh: string;
}
/**
 * A line of the file.
 */
export interface PersonEvent {
  /**
   * Day, `YYYY-MM-DD`.
   */
  day: string;
  /**
   * Month of the run, from 1.
   */
  month: number;
  /**
   * The phase of the chain: act, observation, award, expiry, correction, grade, listing, measure,
   * application, notice, weighing, objection, withdrawal, decision, verdict.
   */
  phase: string;
  /**
   * `record`, `truth` or empty.
   */
  side: string;
  /**
   * Story it belongs to, as hex; empty for the clock.
   */
  cause: string;
  /**
   * The thing: act kind, indicator id, grade, list, measure.
   */
  what: string;
  label: Text3;
  /**
   * For acts: `taken`, `withheld` (only in the baseline), `added` (only here). For awards: `own`,
   * `misattributed`, `false_alarm`. For others: `entered`, `left`, `began`, `ended`, `refused`,
   * `preferred`, `granted`, `upheld`, `rejected`; for weighings `objects`, `declines`. For verdicts, how the
   * measures in force compare with the truth from this day on: `for_undone`, `wrongly`, `missed`, `as_due`.
   */
  detail: string;
  /**
   * Points of this line; 0 if none.
   */
  points: number;
  /**
   * Score after this line, on lines that move it.
   */
  score?: number | null;
  /**
   * True where the record is wrong about this person.
   */
  wrong: boolean;
  /**
   * Who reported, label.
   */
  reporter?: Text4 | null;
  /**
   * Source of the rule, as cited.
   */
  source?: string | null;
  /**
   * Line of the rule in the rulebook.
   */
  line?: number | null;
  /**
   * What was weighed, on lines of weighing.
   */
  weighed?: Weighed | null;
}
/**
 * Its label.
 */
export interface Text3 {
  /**
   * English.
   */
  en: string;
  /**
   * 简体中文.
   */
  zh: string;
}
/**
 * A text in both languages.
 */
export interface Text4 {
  /**
   * English.
   */
  en: string;
  /**
   * 简体中文.
   */
  zh: string;
}
/**
 * What a person weighed before objecting or not, in thousandths of utility: gain and peers speak for it.
 */
export interface Weighed {
  /**
   * What success is hoped to save.
   */
  gain: number;
  /**
   * The effort.
   */
  effort: number;
  /**
   * The fear to draw attention.
   */
  fear: number;
  /**
   * What listed ties who objected add.
   */
  peers: number;
  /**
   * The chance to object that follows, in thousandths.
   */
  chance: number;
}
/**
 * A measure in force.
 */
export interface ActiveMeasure {
  /**
   * Id.
   */
  id: string;
  label: Text5;
  agency: Text6;
  /**
   * `sanction` or `reward`.
   */
  polarity: string;
  /**
   * Since when.
   */
  since: string;
  /**
   * Would be in force under the true dossier as well.
   */
  also_in_truth: boolean;
  /**
   * What triggered it: `grade C`, `list x`.
   */
  because: string;
}
/**
 * A text in both languages.
 */
export interface Text5 {
  /**
   * English.
   */
  en: string;
  /**
   * 简体中文.
   */
  zh: string;
}
/**
 * A text in both languages.
 */
export interface Text6 {
  /**
   * English.
   */
  en: string;
  /**
   * 简体中文.
   */
  zh: string;
}
/**
 * How it came out.
 */
export interface PersonOutcome {
  /**
   * Score at the end, by the record; absent where nobody is scored.
   */
  score?: number | null;
  /**
   * Score at the end, had the register been perfect.
   */
  true_score?: number | null;
  /**
   * Grade at the end, by the record.
   */
  grade?: string | null;
  /**
   * Grade at the end, had the register been perfect.
   */
  true_grade?: string | null;
  /**
   * Records that took points.
   */
  deductions: number;
  /**
   * Days under at least one sanction.
   */
  penalised_days: number;
  /**
   * Of these, days that a perfect register would not have led to.
   */
  wrongly_days: number;
  /**
   * Applications refused.
   */
  refused: number;
  /**
   * Lists at the end.
   */
  lists: string[];
  /**
   * Sanctions in force at the end.
   */
  sanctions: string[];
}
/**
 * A rule of a regime.
 */
export interface RuleDoc {
  /**
   * Name.
   */
  id: string;
  /**
   * `indicator`, `grade`, `list` or `measure`.
   */
  part: string;
  label: Text7;
  /**
   * Points or condition in short.
   */
  points: string;
  /**
   * Source as cited; empty for an assumption.
   */
  source: string;
  /**
   * Line in the rulebook.
   */
  line?: number | null;
  /**
   * `documented`, `reconstructed` or `stylised`: cited to a regulation whose text is held, cited to anything else, not
   * cited.
   */
  status: string;
  /**
   * The rule as the rulebook writes it; in a person's file.
   */
  text?: string | null;
  /**
   * What a record under it needs, by channel; in a person's file.
   */
  evidence?: Text4[];
}
/**
 * A text in both languages.
 */
export interface Text7 {
  /**
   * English.
   */
  en: string;
  /**
   * 简体中文.
   */
  zh: string;
}
/**
 * A source.
 */
export interface SourceDoc {
  /**
   * Short name.
   */
  id: string;
  /**
   * `regulation`, `notice`, `press`, `scholarship`, `interview`, `statistics`.
   */
  kind: string;
  /**
   * Its text is held; otherwise it is known through another source.
   */
  held: boolean;
  /**
   * Full reference.
   */
  reference: string;
  /**
   * Address.
   */
  url?: string | null;
}
/**
 * The letter.
 */
export interface LetterDoc {
  /**
   * Whether the person was sent anything.
   */
  sent: boolean;
  /**
   * What was sent, paragraph by paragraph; or that nothing was.
   */
  text: string[];
  /**
   * The letter with everything that the laws below would want in it.
   */
  full: string[];
  /**
   * What the laws want to be told, and whether the letter does.
   */
  elements: LetterElement[];
}
/**
 * One thing that a law wants to be told.
 */
export interface LetterElement {
  /**
   * What.
   */
  what: string;
  /**
   * Which law, with the article.
   */
  law: string;
  /**
   * The letter says it.
   */
  present: boolean;
}
/**
 * `changed-person/1`: a person in a changed world.
 */
export interface ChangedPerson {
  file: PersonFile1;
  /**
   * Months of the run.
   */
  months: number;
  outcome: PersonOutcome1;
  /**
   * Sanctions and adverse lists of the regime there.
   */
  adverse: string[];
  /**
   * The command that gives the same outcome.
   */
  command: string;
}
/**
 * The file there.
 */
export interface PersonFile1 {
  /**
   * `person-file/1`.
   */
  schema: string;
  /**
   * `p-000018233`.
   */
  person: string;
  /**
   * Always true: the person is synthetic.
   */
  synthetic: boolean;
  /**
   * Regime id.
   */
  regime: string;
  /**
   * Seed and replicate.
   */
  seed: number;
  /**
   * Replicate.
   */
  replicate: number;
  /**
   * Attribute name, level name and label, in reporting order; then `age` and `household`.
   */
  attributes: PersonAttribute[];
  /**
   * Why this person was picked, if by a criterion: its name.
   */
  picked?: string | null;
  /**
   * Of how many persons the criterion holds, out of how many: of `people`, or of fewer who were looked at.
   *
   * @minItems 2
   * @maxItems 2
   */
  frequency?: [number, number] | null;
  /**
   * Persons in the society; 0 where an older version did not say.
   */
  people?: number;
  /**
   * Score of a person without records.
   */
  start: number;
  /**
   * Everything that happened, in order.
   */
  events: PersonEvent[];
  /**
   * Score by the record at the end.
   */
  score: number;
  /**
   * Score a perfect register would give.
   */
  true_score: number;
  /**
   * Grade by the record at the end.
   */
  grade?: string | null;
  /**
   * Grade a perfect register would give.
   */
  true_grade?: string | null;
  /**
   * Lists at the end.
   */
  lists: string[];
  /**
   * Measures in force at the end, with what they rest on.
   */
  measures: ActiveMeasure[];
}
/**
 * How it came out.
 */
export interface PersonOutcome1 {
  /**
   * Score at the end, by the record; absent where nobody is scored.
   */
  score?: number | null;
  /**
   * Score at the end, had the register been perfect.
   */
  true_score?: number | null;
  /**
   * Grade at the end, by the record.
   */
  grade?: string | null;
  /**
   * Grade at the end, had the register been perfect.
   */
  true_grade?: string | null;
  /**
   * Records that took points.
   */
  deductions: number;
  /**
   * Days under at least one sanction.
   */
  penalised_days: number;
  /**
   * Of these, days that a perfect register would not have led to.
   */
  wrongly_days: number;
  /**
   * Applications refused.
   */
  refused: number;
  /**
   * Lists at the end.
   */
  lists: string[];
  /**
   * Sanctions in force at the end.
   */
  sanctions: string[];
}
/**
 * `what-if/1`: worlds that differ in one thing, and how each came out for one person.
 */
export interface WhatIfDoc {
  /**
   * `what-if/1`.
   */
  schema: string;
  /**
   * The person.
   */
  person: string;
  /**
   * Regime id.
   */
  regime: string;
  /**
   * Replicate.
   */
  replicate: number;
  was: PersonOutcome2;
  /**
   * The worlds; each of the five kinds has at least one row.
   */
  rows: WhatIfRow[];
}
/**
 * How it came out as it was.
 */
export interface PersonOutcome2 {
  /**
   * Score at the end, by the record; absent where nobody is scored.
   */
  score?: number | null;
  /**
   * Score at the end, had the register been perfect.
   */
  true_score?: number | null;
  /**
   * Grade at the end, by the record.
   */
  grade?: string | null;
  /**
   * Grade at the end, had the register been perfect.
   */
  true_grade?: string | null;
  /**
   * Records that took points.
   */
  deductions: number;
  /**
   * Days under at least one sanction.
   */
  penalised_days: number;
  /**
   * Of these, days that a perfect register would not have led to.
   */
  wrongly_days: number;
  /**
   * Applications refused.
   */
  refused: number;
  /**
   * Lists at the end.
   */
  lists: string[];
  /**
   * Sanctions in force at the end.
   */
  sanctions: string[];
}
/**
 * One world.
 */
export interface WhatIfRow {
  /**
   * `act`, `record`, `rule`, `appeal` or `regime`.
   */
  kind: string;
  /**
   * The changes, each as `--what-if` takes it; empty where there is nothing to change.
   */
  changes: string[];
  label: Text8;
  /**
   * What the person would have had to leave is a lawful act.
   */
  lawful: boolean;
  /**
   * How it came out; absent where there is nothing to change.
   */
  outcome?: PersonOutcome3 | null;
  /**
   * The outcome differs from the one that was.
   */
  differs: boolean;
  /**
   * What was simulated again: `everyone`, or `block` (the person's neighbourhood alone, an approximation).
   */
  scope: string;
  /**
   * The command that gives the same outcome.
   */
  command: string;
}
/**
 * A text in both languages.
 */
export interface Text8 {
  /**
   * English.
   */
  en: string;
  /**
   * 简体中文.
   */
  zh: string;
}
/**
 * How a run came out for one person.
 */
export interface PersonOutcome3 {
  /**
   * Score at the end, by the record; absent where nobody is scored.
   */
  score?: number | null;
  /**
   * Score at the end, had the register been perfect.
   */
  true_score?: number | null;
  /**
   * Grade at the end, by the record.
   */
  grade?: string | null;
  /**
   * Grade at the end, had the register been perfect.
   */
  true_grade?: string | null;
  /**
   * Records that took points.
   */
  deductions: number;
  /**
   * Days under at least one sanction.
   */
  penalised_days: number;
  /**
   * Of these, days that a perfect register would not have led to.
   */
  wrongly_days: number;
  /**
   * Applications refused.
   */
  refused: number;
  /**
   * Lists at the end.
   */
  lists: string[];
  /**
   * Sanctions in force at the end.
   */
  sanctions: string[];
}
/**
 * `crowd/1`: how it ended for a sample of people, in the order of score.
 */
export interface CrowdDoc {
  /**
   * Persons in the society.
   */
  people: number;
  /**
   * Numbers of the persons shown.
   */
  person: number[];
  /**
   * Their scores at the end.
   */
  score: number[];
  /**
   * Their grades, as places in `grades`; 255 for none.
   */
  grade: number[];
  /**
   * What ever happened to them: 1 penalised, 2 wrongly, 4 for something they did not do, 8 escaped what was due.
   */
  ever: number[];
  /**
   * Names of the grades, best first.
   */
  grades: string[];
}
/**
 * `luck/1`: the same person with other luck.
 */
export interface LuckDoc {
  /**
   * The person.
   */
  person: string;
  /**
   * One entry per replicate of the run.
   */
  seeds: LuckRow[];
  /**
   * In one sentence.
   */
  sentence: string;
}
/**
 * How one replicate ended for a person.
 */
export interface LuckRow {
  /**
   * Replicate.
   */
  replicate: number;
  /**
   * Score at the end.
   */
  score: number;
  /**
   * Grade at the end.
   */
  grade?: string | null;
  /**
   * Penalised at least once.
   */
  penalised: boolean;
  /**
   * Wrongly at least once.
   */
  wrongly: boolean;
}
/**
 * `comparison-page/1`: a comparison as the page shows it.
 */
export interface ComparePage {
  /**
   * Name, as addresses have it.
   */
  name: string;
  compare: CompareDoc;
  /**
   * `FINDING` or `ILLUSTRATION`.
   */
  mark: string;
  /**
   * The mark with what it means.
   */
  mark_text: string;
  /**
   * Names of the arms' runs, as addresses have them.
   */
  runs: string[];
  /**
   * Name of every metric, what readers call it, and its unit in words.
   */
  metrics: [string, string, string][];
  /**
   * The charts.
   */
  charts: ChartDoc[];
}
/**
 * The comparison.
 */
export interface CompareDoc {
  /**
   * `compare/1`.
   */
  schema: string;
  /**
   * Version of the program.
   */
  glasshouse: string;
  /**
   * Name of the arm that the others are compared with.
   */
  baseline: string;
  /**
   * The arms, in the order asked for.
   */
  arms: ArmRef[];
  society: SocietyRef1;
  /**
   * Seed, the same in every arm.
   */
  seed: number;
  /**
   * Replicate numbers, the same in every arm.
   */
  replicates: number[];
  /**
   * Months simulated.
   */
  months: number;
  /**
   * First day, `YYYY-MM-DD`.
   */
  from: string;
  /**
   * One replicate: its numbers illustrate, they are not findings.
   */
  illustration: boolean;
  /**
   * The command that makes this comparison again.
   */
  command: string;
  /**
   * BLAKE3 of the digests of all arms, as 64 hex digits.
   */
  digest: string;
  /**
   * One row per metric.
   */
  rows: CompareRow[];
  /**
   * Who is treated differently by two arms.
   */
  swaps: Swap[];
  /**
   * How the rulebooks of the same pairs differ.
   */
  rules: RulePair[];
  /**
   * Conditions that were asked about, and what became of them.
   */
  conditions: Judged[];
  /**
   * Where lawful expression comes to in each arm from either side, where there may be several levels. Where an arm's
   * sides end apart, its rows of lawful expression have no value, and no difference from or to it.
   */
  levels?: ArmLevels[];
  /**
   * The way out of a wrong entry, step by step; empty where no arm has a wrong entry.
   */
  way_out?: WayOutStep[];
  /**
   * The gaps between poorest and richest, split into mechanisms, where that was asked for.
   */
  gaps?: GapDoc[];
}
/**
 * One arm.
 */
export interface ArmRef {
  /**
   * Its name in this comparison: the argument it was asked for with.
   */
  name: string;
  /**
   * Id of the regime.
   */
  regime: string;
  title: Text9;
  /**
   * Its run, as a folder inside the bundle.
   */
  run: string;
  /**
   * Digest of that run.
   */
  digest: string;
}
/**
 * A text in both languages.
 */
export interface Text9 {
  /**
   * English.
   */
  en: string;
  /**
   * 简体中文.
   */
  zh: string;
}
/**
 * The society, the same in every arm.
 */
export interface SocietyRef1 {
  /**
   * Short name.
   */
  id: string;
  title: Text1;
  /**
   * File inside the bundle.
   */
  file: string;
  /**
   * BLAKE3 of the text.
   */
  digest: string;
  /**
   * Seed of its persons.
   */
  seed: number;
  /**
   * Persons.
   */
  people: number;
  /**
   * Households.
   */
  households: number;
}
/**
 * One metric in all arms.
 */
export interface CompareRow {
  /**
   * Name, as `--fail-if` takes it.
   */
  metric: string;
  /**
   * Unit of `value` and `difference`.
   */
  unit: string;
  /**
   * What the table shows and conditions are judged by.
   */
  shown: 'difference' | 'percent' | 'value';
  /**
   * Some arm differs from the baseline in some replicate.
   */
  differs: boolean;
  /**
   * One cell per arm, in the order of the arms.
   */
  cells: CompareCell[];
}
/**
 * One metric in one arm.
 */
export interface CompareCell {
  /**
   * Name of the arm.
   */
  arm: string;
  /**
   * The metric.
   */
  value:
    | {
        kind: 'single';
        /**
         * Value.
         */
        value: number;
      }
    | {
        kind: 'interval';
        /**
         * Mean.
         */
        mean: number;
        /**
         * Lower limit.
         */
        low: number;
        /**
         * Upper limit.
         */
        high: number;
        /**
         * Replicates.
         */
        n: number;
      }
    | {
        kind: 'undefined';
        /**
         * Why, a stable code: `no_cases`, `no_baseline`, `not_in_regime`, `too_few`, `several_levels`.
         */
        reason: string;
      };
  /**
   * Paired difference from the baseline; absent in the baseline itself.
   */
  difference?: Estimate | null;
  /**
   * The same in percent of the baseline, replicate by replicate.
   */
  percent?: Estimate | null;
  /**
   * The difference is exactly 0 in every replicate.
   */
  same: boolean;
  /**
   * Whether the interval of the difference leaves 0 out; absent without an interval.
   */
  distinguishable?: boolean | null;
  /**
   * The difference from independent replicates, where it was asked for.
   */
  unpaired?: Estimate | null;
  /**
   * Width of the unpaired interval over that of the paired one; absent where that is 0.
   */
  width_ratio?: number | null;
}
/**
 * Who is penalised under which of two arms. The four counts add up to the population in every replicate.
 */
export interface Swap {
  /**
   * Name of the first arm.
   */
  first: string;
  /**
   * Name of the second arm.
   */
  second: string;
  /**
   * Counts of persons, one entry per replicate.
   */
  counts: SwapCount[];
  /**
   * A number with its uncertainty over replicates, or the reason why there is none.
   */
  both:
    | {
        kind: 'single';
        /**
         * Value.
         */
        value: number;
      }
    | {
        kind: 'interval';
        /**
         * Mean.
         */
        mean: number;
        /**
         * Lower limit.
         */
        low: number;
        /**
         * Upper limit.
         */
        high: number;
        /**
         * Replicates.
         */
        n: number;
      }
    | {
        kind: 'undefined';
        /**
         * Why, a stable code: `no_cases`, `no_baseline`, `not_in_regime`, `too_few`, `several_levels`.
         */
        reason: string;
      };
  /**
   * A number with its uncertainty over replicates, or the reason why there is none.
   */
  only_first:
    | {
        kind: 'single';
        /**
         * Value.
         */
        value: number;
      }
    | {
        kind: 'interval';
        /**
         * Mean.
         */
        mean: number;
        /**
         * Lower limit.
         */
        low: number;
        /**
         * Upper limit.
         */
        high: number;
        /**
         * Replicates.
         */
        n: number;
      }
    | {
        kind: 'undefined';
        /**
         * Why, a stable code: `no_cases`, `no_baseline`, `not_in_regime`, `too_few`, `several_levels`.
         */
        reason: string;
      };
  /**
   * A number with its uncertainty over replicates, or the reason why there is none.
   */
  only_second:
    | {
        kind: 'single';
        /**
         * Value.
         */
        value: number;
      }
    | {
        kind: 'interval';
        /**
         * Mean.
         */
        mean: number;
        /**
         * Lower limit.
         */
        low: number;
        /**
         * Upper limit.
         */
        high: number;
        /**
         * Replicates.
         */
        n: number;
      }
    | {
        kind: 'undefined';
        /**
         * Why, a stable code: `no_cases`, `no_baseline`, `not_in_regime`, `too_few`, `several_levels`.
         */
        reason: string;
      };
  /**
   * A number with its uncertainty over replicates, or the reason why there is none.
   */
  neither:
    | {
        kind: 'single';
        /**
         * Value.
         */
        value: number;
      }
    | {
        kind: 'interval';
        /**
         * Mean.
         */
        mean: number;
        /**
         * Lower limit.
         */
        low: number;
        /**
         * Upper limit.
         */
        high: number;
        /**
         * Replicates.
         */
        n: number;
      }
    | {
        kind: 'undefined';
        /**
         * Why, a stable code: `no_cases`, `no_baseline`, `not_in_regime`, `too_few`, `several_levels`.
         */
        reason: string;
      };
  /**
   * A number with its uncertainty over replicates, or the reason why there is none.
   */
  end_differs:
    | {
        kind: 'single';
        /**
         * Value.
         */
        value: number;
      }
    | {
        kind: 'interval';
        /**
         * Mean.
         */
        mean: number;
        /**
         * Lower limit.
         */
        low: number;
        /**
         * Upper limit.
         */
        high: number;
        /**
         * Replicates.
         */
        n: number;
      }
    | {
        kind: 'undefined';
        /**
         * Why, a stable code: `no_cases`, `no_baseline`, `not_in_regime`, `too_few`, `several_levels`.
         */
        reason: string;
      };
  /**
   * What of the end was compared: `ever`, and `score` and `grade` where both arms have them.
   */
  compared: string[];
  /**
   * Every number of every metric is the same in both arms.
   */
  same_numbers: boolean;
  /**
   * The largest individual differences of the first replicate, largest first.
   */
  largest: PersonDifference[];
}
/**
 * Persons of one replicate.
 */
export interface SwapCount {
  /**
   * Replicate.
   */
  replicate: number;
  /**
   * Penalised at least once under both.
   */
  both: number;
  /**
   * Under the first only.
   */
  only_first: number;
  /**
   * Under the second only.
   */
  only_second: number;
  /**
   * Under neither.
   */
  neither: number;
  /**
   * The end differs in anything.
   */
  end_differs: number;
}
/**
 * One synthetic person under two arms.
 */
export interface PersonDifference {
  /**
   * The person.
   */
  person: string;
  /**
   * Replicate.
   */
  replicate: number;
  first: PersonEnd;
  second: PersonEnd1;
}
/**
 * How it ended under the first arm.
 */
export interface PersonEnd {
  /**
   * What happened at least once: `penalised`, `wrongly_penalised`, `penalised_for_undone`, `missed`,
   * `deducted`, `wrong_deduction`, `corrected`, `in_worst`.
   */
  ever: string[];
  /**
   * Score on the last day; absent where nobody is scored.
   */
  score?: number | null;
  /**
   * Grade on the last day; absent for none.
   */
  grade?: string | null;
}
/**
 * How it ended under the second arm.
 */
export interface PersonEnd1 {
  /**
   * What happened at least once: `penalised`, `wrongly_penalised`, `penalised_for_undone`, `missed`,
   * `deducted`, `wrong_deduction`, `corrected`, `in_worst`.
   */
  ever: string[];
  /**
   * Score on the last day; absent where nobody is scored.
   */
  score?: number | null;
  /**
   * Grade on the last day; absent for none.
   */
  grade?: string | null;
}
/**
 * How the rulebooks of two arms differ.
 */
export interface RulePair {
  /**
   * Name of the first arm.
   */
  first: string;
  /**
   * Name of the second arm.
   */
  second: string;
  /**
   * From the first to the second.
   */
  differences: RuleDifference[];
}
/**
 * One difference between two rulebooks.
 */
export interface RuleDifference {
  /**
   * Where, as `--set` takes it, e.g. `indicator.cult.points`.
   */
  path: string;
  /**
   * `added`, `removed` or `changed`.
   */
  change: string;
  /**
   * Value in the first rulebook, as rulebooks write it.
   */
  before?: string | null;
  /**
   * Value in the second rulebook.
   */
  after?: string | null;
  text: Text10;
}
/**
 * A text in both languages.
 */
export interface Text10 {
  /**
   * English.
   */
  en: string;
  /**
   * 简体中文.
   */
  zh: string;
}
/**
 * A condition on the shown estimate of a metric.
 */
export interface Judged {
  /**
   * The condition as it was given.
   */
  condition: string;
  /**
   * Arm it was judged for.
   */
  arm: string;
  /**
   * A number with its uncertainty over replicates, or the reason why there is none.
   */
  estimate:
    | {
        kind: 'single';
        /**
         * Value.
         */
        value: number;
      }
    | {
        kind: 'interval';
        /**
         * Mean.
         */
        mean: number;
        /**
         * Lower limit.
         */
        low: number;
        /**
         * Upper limit.
         */
        high: number;
        /**
         * Replicates.
         */
        n: number;
      }
    | {
        kind: 'undefined';
        /**
         * Why, a stable code: `no_cases`, `no_baseline`, `not_in_regime`, `too_few`, `several_levels`.
         */
        reason: string;
      };
  /**
   * Whether it holds; absent where the estimate has no value.
   */
  holds?: boolean | null;
}
/**
 * Levels of lawful expression in one arm.
 */
export interface ArmLevels {
  /**
   * The arm.
   */
  arm: string;
  levels: Levels;
  /**
   * Paired difference of the acts per 1,000 person-months from those of the baseline, both begun where nobody acts;
   * absent in the baseline itself.
   */
  difference_from_nobody?: Estimate | null;
  /**
   * The same, both begun where everybody acts.
   */
  difference_from_everybody?: Estimate | null;
}
/**
 * Its levels.
 */
export interface Levels {
  /**
   * Conformity over the noise of lawful expression; above 2 there may be several levels.
   */
  conformity_to_noise: number;
  /**
   * Replicates taken from either side.
   */
  replicates: number;
  /**
   * Of these, those whose sides end apart: there more than one level holds itself up.
   */
  apart: number;
  /**
   * Of those, the ones that end nearer the upper level from the start that the society declares.
   */
  own_at_upper: number;
  from_nobody: Level;
  from_everybody: Level1;
}
/**
 * From where nobody is believed to act.
 */
export interface Level {
  /**
   * A number with its uncertainty over replicates, or the reason why there is none.
   */
  per_1000:
    | {
        kind: 'single';
        /**
         * Value.
         */
        value: number;
      }
    | {
        kind: 'interval';
        /**
         * Mean.
         */
        mean: number;
        /**
         * Lower limit.
         */
        low: number;
        /**
         * Upper limit.
         */
        high: number;
        /**
         * Replicates.
         */
        n: number;
      }
    | {
        kind: 'undefined';
        /**
         * Why, a stable code: `no_cases`, `no_baseline`, `not_in_regime`, `too_few`, `several_levels`.
         */
        reason: string;
      };
  /**
   * A number with its uncertainty over replicates, or the reason why there is none.
   */
  change_percent:
    | {
        kind: 'single';
        /**
         * Value.
         */
        value: number;
      }
    | {
        kind: 'interval';
        /**
         * Mean.
         */
        mean: number;
        /**
         * Lower limit.
         */
        low: number;
        /**
         * Upper limit.
         */
        high: number;
        /**
         * Replicates.
         */
        n: number;
      }
    | {
        kind: 'undefined';
        /**
         * Why, a stable code: `no_cases`, `no_baseline`, `not_in_regime`, `too_few`, `several_levels`.
         */
        reason: string;
      };
  /**
   * The acts of each replicate, so that arms can be compared from the same side.
   */
  by_replicate?: number[];
}
/**
 * From where everybody is.
 */
export interface Level1 {
  /**
   * A number with its uncertainty over replicates, or the reason why there is none.
   */
  per_1000:
    | {
        kind: 'single';
        /**
         * Value.
         */
        value: number;
      }
    | {
        kind: 'interval';
        /**
         * Mean.
         */
        mean: number;
        /**
         * Lower limit.
         */
        low: number;
        /**
         * Upper limit.
         */
        high: number;
        /**
         * Replicates.
         */
        n: number;
      }
    | {
        kind: 'undefined';
        /**
         * Why, a stable code: `no_cases`, `no_baseline`, `not_in_regime`, `too_few`, `several_levels`.
         */
        reason: string;
      };
  /**
   * A number with its uncertainty over replicates, or the reason why there is none.
   */
  change_percent:
    | {
        kind: 'single';
        /**
         * Value.
         */
        value: number;
      }
    | {
        kind: 'interval';
        /**
         * Mean.
         */
        mean: number;
        /**
         * Lower limit.
         */
        low: number;
        /**
         * Upper limit.
         */
        high: number;
        /**
         * Replicates.
         */
        n: number;
      }
    | {
        kind: 'undefined';
        /**
         * Why, a stable code: `no_cases`, `no_baseline`, `not_in_regime`, `too_few`, `several_levels`.
         */
        reason: string;
      };
  /**
   * The acts of each replicate, so that arms can be compared from the same side.
   */
  by_replicate?: number[];
}
/**
 * One step of the way out of a wrong entry, in every arm: `wrong_entries`, `noticed`, `wrong_objected`, `wrong_decided`,
 * `corrected` and, where an arm has several registers, `removed_everywhere`.
 */
export interface WayOutStep {
  /**
   * The step.
   */
  step: string;
  /**
   * One cell per arm, in the order of the arms.
   */
  cells: WayOutCell[];
}
/**
 * One step in one arm.
 */
export interface WayOutCell {
  /**
   * Name of the arm.
   */
  arm: string;
  /**
   * A number with its uncertainty over replicates, or the reason why there is none.
   */
  count:
    | {
        kind: 'single';
        /**
         * Value.
         */
        value: number;
      }
    | {
        kind: 'interval';
        /**
         * Mean.
         */
        mean: number;
        /**
         * Lower limit.
         */
        low: number;
        /**
         * Upper limit.
         */
        high: number;
        /**
         * Replicates.
         */
        n: number;
      }
    | {
        kind: 'undefined';
        /**
         * Why, a stable code: `no_cases`, `no_baseline`, `not_in_regime`, `too_few`, `several_levels`.
         */
        reason: string;
      };
  /**
   * A number with its uncertainty over replicates, or the reason why there is none.
   */
  percent:
    | {
        kind: 'single';
        /**
         * Value.
         */
        value: number;
      }
    | {
        kind: 'interval';
        /**
         * Mean.
         */
        mean: number;
        /**
         * Lower limit.
         */
        low: number;
        /**
         * Upper limit.
         */
        high: number;
        /**
         * Replicates.
         */
        n: number;
      }
    | {
        kind: 'undefined';
        /**
         * Why, a stable code: `no_cases`, `no_baseline`, `not_in_regime`, `too_few`, `several_levels`.
         */
        reason: string;
      };
}
/**
 * The gap between poorest and richest in one arm: `gap` = `rest` + the sum of the parts, in every replicate.
 */
export interface GapDoc {
  /**
   * The arm.
   */
  arm: string;
  /**
   * The metric that is split.
   */
  metric: string;
  /**
   * A number with its uncertainty over replicates, or the reason why there is none.
   */
  gap:
    | {
        kind: 'single';
        /**
         * Value.
         */
        value: number;
      }
    | {
        kind: 'interval';
        /**
         * Mean.
         */
        mean: number;
        /**
         * Lower limit.
         */
        low: number;
        /**
         * Upper limit.
         */
        high: number;
        /**
         * Replicates.
         */
        n: number;
      }
    | {
        kind: 'undefined';
        /**
         * Why, a stable code: `no_cases`, `no_baseline`, `not_in_regime`, `too_few`, `several_levels`.
         */
        reason: string;
      };
  /**
   * A number with its uncertainty over replicates, or the reason why there is none.
   */
  rest:
    | {
        kind: 'single';
        /**
         * Value.
         */
        value: number;
      }
    | {
        kind: 'interval';
        /**
         * Mean.
         */
        mean: number;
        /**
         * Lower limit.
         */
        low: number;
        /**
         * Upper limit.
         */
        high: number;
        /**
         * Replicates.
         */
        n: number;
      }
    | {
        kind: 'undefined';
        /**
         * Why, a stable code: `no_cases`, `no_baseline`, `not_in_regime`, `too_few`, `several_levels`.
         */
        reason: string;
      };
  /**
   * What each mechanism adds.
   */
  parts: GapPart[];
}
/**
 * What one mechanism adds to a gap.
 */
export interface GapPart {
  /**
   * `exposure`, `detection`, `identity`, `rule`, `review`.
   */
  mechanism: string;
  /**
   * A number with its uncertainty over replicates, or the reason why there is none.
   */
  part:
    | {
        kind: 'single';
        /**
         * Value.
         */
        value: number;
      }
    | {
        kind: 'interval';
        /**
         * Mean.
         */
        mean: number;
        /**
         * Lower limit.
         */
        low: number;
        /**
         * Upper limit.
         */
        high: number;
        /**
         * Replicates.
         */
        n: number;
      }
    | {
        kind: 'undefined';
        /**
         * Why, a stable code: `no_cases`, `no_baseline`, `not_in_regime`, `too_few`, `several_levels`.
         */
        reason: string;
      };
  /**
   * Least that switching it on adds, whatever else is on: how far the part depends on the order.
   */
  least: number;
  /**
   * Most that it adds.
   */
  most: number;
  /**
   * Figures that switching it off changes; 0 where the regime has nothing of it.
   */
  changes: number;
}
/**
 * A regime in the gallery.
 */
export interface CardDoc {
  /**
   * Name, as a command takes it.
   */
  name: string;
  title: Text11;
  /**
   * `documented`, `reconstructed` or `stylised`; of a reform: `reform`.
   */
  status: string;
  /**
   * The rulebook that it changes, if it is a reform.
   */
  base?: string | null;
  question: Text12;
  counts: RuleCount1;
  /**
   * What it was said to be for; absent where there is nobody to say it, as for a reform.
   */
  designers?: Text4 | null;
  /**
   * What is documented.
   */
  documented?: Text4 | null;
  /**
   * What critics said.
   */
  critics?: Text4 | null;
  /**
   * What is modelled.
   */
  modelled?: Text4 | null;
  /**
   * What is known to be missing.
   */
  gaps?: Text4 | null;
  /**
   * The society that it is written for.
   */
  society: string;
  /**
   * The command to begin with.
   */
  command: string;
  figures: FigureCount1;
  /**
   * The rules, with the status of each.
   */
  rules: RuleDoc[];
  /**
   * Sources.
   */
  sources: SourceDoc[];
}
/**
 * A text in both languages.
 */
export interface Text11 {
  /**
   * English.
   */
  en: string;
  /**
   * 简体中文.
   */
  zh: string;
}
/**
 * A text in both languages.
 */
export interface Text12 {
  /**
   * English.
   */
  en: string;
  /**
   * 简体中文.
   */
  zh: string;
}
/**
 * Indicators, grades, lists, measures, channels.
 */
export interface RuleCount1 {
  /**
   * Indicators.
   */
  indicators: number;
  /**
   * Grades.
   */
  grades: number;
  /**
   * Lists.
   */
  lists: number;
  /**
   * Measures.
   */
  measures: number;
  /**
   * Channels.
   */
  channels: number;
}
/**
 * How many figures rest on what.
 */
export interface FigureCount1 {
  /**
   * A source.
   */
  cited: number;
  /**
   * An assumption with a range.
   */
  assumed: number;
  /**
   * Sources that disagree.
   */
  rival: number;
  /**
   * An override.
   */
  set: number;
}
/**
 * `session/1`: what the page is connected to.
 */
export interface SessionDoc {
  /**
   * Version of the program.
   */
  glasshouse: string;
  /**
   * Nothing can be run or deleted.
   */
  read_only: boolean;
  /**
   * Language that was asked for with `--lang`.
   */
  lang?: string | null;
  /**
   * Folder of the runs.
   */
  runs: string;
  /**
   * Threads that runs have.
   */
  threads: number;
}
/**
 * `job/1`: something that runs.
 */
export interface JobDoc {
  /**
   * Number.
   */
  id: number;
  /**
   * `run` or `compare`.
   */
  kind: string;
  /**
   * Name of the bundle it makes.
   */
  name: string;
  /**
   * `waiting`, `running`, `done`, `stopped` or `failed`.
   */
  state: string;
  /**
   * Months of replicates simulated.
   */
  done: number;
  /**
   * Months of replicates to simulate.
   */
  of: number;
  /**
   * What it is at.
   */
  note: string;
  /**
   * The replicate that is being simulated.
   */
  replicate: number;
  /**
   * Persons in the society.
   */
  people: number;
  /**
   * Months of a replicate.
   */
  months: number;
  /**
   * The months of this replicate so far: people under a sanction, of these wrongly, and missed.
   */
  so_far: [number, number, number][];
  /**
   * The command.
   */
  command: string;
  /**
   * A bundle lies there.
   */
  stored: boolean;
  /**
   * What went wrong, in both languages: English first.
   */
  diagnostics: Diagnostic[];
  /**
   * The same in 简体中文.
   */
  diagnostics_zh: Diagnostic[];
}
/**
 * One diagnostic: what, where, why, what to do.
 */
export interface Diagnostic {
  /**
   * Stable code, e.g. `GH0107`.
   */
  code: string;
  /**
   * `error`, `warning` or `note`.
   */
  severity: string;
  /**
   * What is wrong, in the reader's language.
   */
  message: string;
  /**
   * File as given by the user.
   */
  file?: string | null;
  /**
   * First line, first column, last line, column after the last, all from 1, in characters.
   *
   * @minItems 4
   * @maxItems 4
   */
  span?: [number, number, number, number] | null;
  /**
   * Why: the text at the underlined place.
   */
  reason?: string | null;
  /**
   * What to do.
   */
  help: string[];
}
/**
 * `found-runs/1`: the part of the list of runs that was asked for.
 */
export interface FoundRuns {
  /**
   * Runs in the folder.
   */
  total: number;
  /**
   * Runs that the words and the kind asked for leave.
   */
  found: number;
  /**
   * Columns in which those found differ: `regime`, `society`, `people`, `months`, `seed`, `replicates`.
   */
  differing: string[];
  /**
   * The rows asked for, newest first.
   */
  rows: RunRow[];
}
/**
 * One line of the list of runs.
 */
export interface RunRow {
  /**
   * Name of the bundle.
   */
  name: string;
  /**
   * Path of the bundle.
   */
  path: string;
  /**
   * `run`, `compare` or `sweep`.
   */
  kind?: string;
  /**
   * Regime id; of a comparison the arms, the baseline first.
   */
  regime: string;
  /**
   * Society id.
   */
  society: string;
  /**
   * Persons.
   */
  people: number;
  /**
   * Months.
   */
  months: number;
  /**
   * Seed.
   */
  seed: number;
  /**
   * Number of replicates.
   */
  replicates: number;
  /**
   * One replicate only.
   */
  illustration: boolean;
  /**
   * Digest of the run.
   */
  digest: string;
}
/**
 * What a run is asked for with.
 */
export interface RunRequest {
  /**
   * `REGIME`, `REGIME@REFORM`, with `+path=value`, as `compare` takes arms; built-in names only.
   */
  regime?: string;
  /**
   * The text of a rulebook, instead of `regime`.
   */
  rulebook?: string | null;
  /**
   * Society; built-in names only.
   */
  society?: string | null;
  /**
   * Persons.
   */
  people: number;
  /**
   * Months.
   */
  months: number;
  /**
   * Seed.
   */
  seed: number;
  /**
   * Replicates.
   */
  replicates: number;
}
/**
 * What a comparison is asked for with.
 */
export interface CompareRequest {
  /**
   * Arms, as `compare` takes them; built-in names only.
   */
  regimes: string[];
  /**
   * The arm that the others are compared with; `none` where absent.
   */
  baseline?: string | null;
  /**
   * Society; built-in names only.
   */
  society?: string | null;
  /**
   * Persons.
   */
  people: number;
  /**
   * Months.
   */
  months: number;
  /**
   * Seed.
   */
  seed: number;
  /**
   * Replicates.
   */
  replicates: number;
}

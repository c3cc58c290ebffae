namespace Polyaxon.Ci.Specification.Schema;

/// <summary>The keys of each section. The JSON Schema is checked against them.</summary>
public static class KnownFields
{
    /// <summary>The top level.</summary>
    public static IReadOnlyList<string> Root { get; } =
    [
        "version",
        "kind",
        "name",
        "description",
        "tags",
        "logging",
        "framework",
        "backend",
        "params",
        "declarations",
        "inputs",
        "outputs",
        "environment",
        "hptuning",
        "build",
        "run",
    ];

    /// <summary><c>hptuning</c>.</summary>
    public static IReadOnlyList<string> Hptuning { get; } =
    ["matrix", "concurrency", "seed", "grid_search", "random_search", "hyperband", "bo", "early_stopping"];

    /// <summary><c>hyperband</c>.</summary>
    public static IReadOnlyList<string> Hyperband { get; } =
    ["max_iter", "max_iterations", "eta", "resource", "metric", "resume", "sampler"];

    /// <summary><c>bo</c>.</summary>
    public static IReadOnlyList<string> Bayesian { get; } =
    ["n_initial_trials", "n_iterations", "metric", "utility_function", "stop_when_gain_below"];

    /// <summary><c>utility_function</c>.</summary>
    public static IReadOnlyList<string> Utility { get; } =
    ["acquisition_function", "kappa", "eps", "gaussian_process", "n_warmup", "n_iter"];

    /// <summary><c>gaussian_process</c>.</summary>
    public static IReadOnlyList<string> GaussianProcess { get; } =
    ["kernel", "length_scale", "nu", "n_restarts_optimizer"];

    /// <summary>An item of <c>early_stopping</c>.</summary>
    public static IReadOnlyList<string> EarlyStopping { get; } =
    ["kind", "metric", "value", "optimization", "policy", "option", "percent"];

    /// <summary><c>policy</c>.</summary>
    public static IReadOnlyList<string> Policy { get; } =
    ["kind", "percent", "evaluation_interval", "min_interval", "min_samples", "include_succeeded"];

    /// <summary><c>build</c>.</summary>
    public static IReadOnlyList<string> Build { get; } =
    [
        "image",
        "dockerfile",
        "ref",
        "context",
        "build_steps",
        "env_vars",
        "lang_env",
        "commit",
        "branch",
        "nocache",
        "backend",
        "environment",
        "kind",
        "name",
        "description",
        "tags",
        "logging",
        "params",
        "inputs",
        "outputs",
        "version",
    ];

    /// <summary><c>environment</c>.</summary>
    public static IReadOnlyList<string> Environment { get; } =
    [
        "resources",
        "labels",
        "annotations",
        "node_selector",
        "affinity",
        "tolerations",
        "service_account",
        "image_pull_secrets",
        "secret_refs",
        "config_map_refs",
        "configmap_refs",
        "data_refs",
        "artifact_refs",
        "persistence",
        "outputs",
        "max_restarts",
        "index",
        "replicas",
        "tensorflow",
        "pytorch",
        "mxnet",
        "horovod",
        "mpi",
    ];

    /// <summary>An item of <c>inputs</c> or <c>outputs</c>.</summary>
    public static IReadOnlyList<string> Input { get; } =
    ["name", "type", "description", "default", "is_optional", "is_list", "is_flag", "options"];
}

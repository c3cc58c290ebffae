using Polyaxon.Ci.Specification.Diagnostics;
using Polyaxon.Ci.Specification.Text;

namespace Polyaxon.Ci.Specification.Tests.Schema;

/// <summary>Fields that have no effect here, or rarely matter, are checked as strictly as any other.</summary>
public class StrictFieldTests
{
    [Theory]
    [InlineData("name: ''", "PLX2009")]
    [InlineData("name: a b", "PLX2009")]
    [InlineData("name: a-B_1", null)]
    [InlineData("name:", null)]
    [InlineData("logging: {level: DEBUG, formatter: plain}", null)]
    [InlineData("logging: {level: debug}", "PLX1004")]
    [InlineData("logging: {level: WARNING}", "PLX1004")]
    [InlineData("logging: {formatter: [a]}", "PLX1003")]
    [InlineData("framework: [tensorflow]", "PLX1003")]
    [InlineData("framework: scikit-learn", null)]
    [InlineData("backend: kubeflow", null)]
    [InlineData("backend: '{{ lr }}'", null)]
    [InlineData("backend: Native", "PLX1004")]
    [InlineData("backend: kaniko", "PLX1004")]
    [InlineData("backend: [native]", "PLX1003")]
    [InlineData("backend:", null)]
    public void Top_level_fields(string field, string? code) => Expect(field, code);

    [Theory]
    [InlineData("backend: kaniko", null)]
    [InlineData("backend: kubeflow", "PLX1004")]
    [InlineData("backend: '{{ b }}'", null)]
    [InlineData("kind: build", null)]
    [InlineData("kind: group", "PLX1004")]
    [InlineData("lang_env: en_US.UTF-8", null)]
    [InlineData("lang_env: [a]", "PLX1003")]
    [InlineData("commit: {a: 1}", "PLX1003")]
    [InlineData("branch: [main]", "PLX1003")]
    [InlineData("name: ''", "PLX2009")]
    [InlineData("version: 2", "PLX1005")]
    [InlineData("tags: a", "PLX1003")]
    [InlineData("params: [a]", "PLX1003")]
    [InlineData("inputs: [{type: int}]", "PLX1001")]
    [InlineData("logging: {level: info}", "PLX1004")]
    [InlineData("environment: {resources: 3}", "PLX1003")]
    public void Fields_of_build(string field, string? code) => Expect($"build: {{image: python, {field}}}", code);

    [Theory]
    [InlineData("resources: {cpu: {requests: 1, limits: 2.5}, gpu: {limits: 1}, tpu: }", null)]
    [InlineData("resources: {memory: {requests: '{{ m }}'}}", null)]
    [InlineData("resources: '{{ r }}'", null)]
    [InlineData("resources: 2", "PLX1003")]
    [InlineData("resources: [cpu]", "PLX1003")]
    [InlineData("resources: {cpu: 2}", "PLX1003")]
    [InlineData("resources: {cpu: {requests: 100m}}", "PLX1003")]
    [InlineData("resources: {cpu: {request: 1}}", "PLX1002")]
    [InlineData("resources: {disk: {requests: 1}}", "PLX1002")]
    [InlineData("secret_refs: [a, b]", null)]
    [InlineData("secret_refs: a", "PLX1003")]
    [InlineData("secret_refs: [{name: a}]", "PLX1003")]
    [InlineData("image_pull_secrets: [[a]]", "PLX1003")]
    [InlineData("config_map_refs: {a: b}", "PLX1003")]
    [InlineData("configmap_refs: [[a]]", "PLX1003")]
    [InlineData("configmap_refs: [a]", null)]
    [InlineData("configmap_refs: [a], config_map_refs: [b]", "PLX1008")]
    [InlineData("data_refs: a", "PLX1003")]
    [InlineData("tolerations: [{key: a, operator: Exists}]", null)]
    [InlineData("tolerations: [a]", "PLX1003")]
    [InlineData("tolerations: {key: a}", "PLX1003")]
    [InlineData("service_account: [a]", "PLX1003")]
    [InlineData("service_account: a", null)]
    [InlineData("persistence: {data: [a], outputs: b}", null)]
    [InlineData("persistence: {data: a}", "PLX1003")]
    [InlineData("persistence: {logs: a}", "PLX1002")]
    [InlineData("persistence: {data: [a]}, data_refs: [b]", "PLX1008")]
    [InlineData("persistence: {outputs: a}, artifact_refs: [b]", "PLX1008")]
    [InlineData("outputs: {experiments: [12], jobs: [a]}", null)]
    [InlineData("outputs: {runs: [12]}", "PLX1002")]
    [InlineData("max_restarts: 3, index: 0", null)]
    [InlineData("max_restarts: many", "PLX1003")]
    [InlineData("index: 1.5", "PLX1003")]
    [InlineData("labels: [a]", "PLX1003")]
    [InlineData("pytorch: 3", "PLX1003")]
    public void Fields_of_environment(string fields, string? code) => Expect($"environment: {{{fields}}}", code);

    [Theory]
    [InlineData("minimize", "int", "ucb", "matern", true)]
    [InlineData("MINIMIZE", "INT", "UCB", "MATERN", true)]
    [InlineData("Maximize", "Float", "Ei", "Rbf", true)]
    [InlineData("maxiMize", "int", "ucb", "matern", false)]
    [InlineData("minimize", "iNt", "ucb", "matern", false)]
    [InlineData("minimize", "string", "ucb", "matern", false)]
    [InlineData("minimize", "int", "uCB", "matern", false)]
    [InlineData("minimize", "int", "ucb", "mAtern", false)]
    public void Words_of_choices_have_three_spellings(
        string optimization,
        string type,
        string acquisition,
        string kernel,
        bool isValid
    )
    {
        var metric = $"metric: {{name: loss, optimization: {optimization}}}";
        var hyperband = Errors(
            Group(
                "",
                $"hyperband: {{max_iter: 9, eta: 3, resource: {{name: epochs, type: {type}}}, {metric}}}, matrix: {{lr: {{values: [1]}}}}"
            )
        );
        var bo = Errors(
            Group(
                "",
                $"bo: {{n_initial_trials: 2, n_iterations: 2, {metric}, utility_function: {{acquisition_function: {acquisition}, kappa: 1, gaussian_process: {{kernel: {kernel}}}}}}}, matrix: {{lr: {{values: [1]}}}}"
            )
        );

        Assert.Equal(isValid ? [] : ["PLX1004"], hyperband.Concat(bo).Distinct());
    }

    [Theory]
    [InlineData("{name: n, type: int}", "n: 3", null)]
    [InlineData("{name: n, type: int}", "n: 3.0", null)]
    [InlineData("{name: n, type: int}", "n: 3.5", "PLX2012")]
    [InlineData("{name: n, type: int}", "n: '3'", "PLX2012")]
    [InlineData("{name: n, type: bool}", "n: 1", "PLX2012")]
    [InlineData("{name: n, type: bool, is_flag: true}", "n: true", null)]
    [InlineData("{name: n, type: dict}", "n: [1]", "PLX2012")]
    [InlineData("{name: n, type: str}", "n: [a]", "PLX2012")]
    [InlineData("{name: n, type: float, is_list: true}", "n: [1, 0.5]", null)]
    [InlineData("{name: n, type: float, is_list: true}", "n: 1", "PLX2012")]
    [InlineData("{name: n, type: float, is_list: true}", "n: [a]", "PLX2012")]
    [InlineData("{name: n, is_list: true}", "n: 1", "PLX2012")]
    [InlineData("{name: n, type: int, options: [1, 2]}", "n: 2.0", null)]
    [InlineData("{name: n, type: int, options: [1, 2]}", "n: 3", "PLX2012")]
    [InlineData("{name: n, options: [a, b], is_list: true}", "n: [a, a]", null)]
    [InlineData("{name: n, options: [a, b], is_list: true}", "n: [a, c]", "PLX2012")]
    [InlineData("{name: n, type: int, options: 3}", "n: 3", "PLX1003")]
    [InlineData("{name: n, type: float}", "n: '{{ lr }}'", "PLX2012")]
    [InlineData("{name: n, type: str}", "n: 'run-{{ lr }}'", "PLX2012")]
    [InlineData("{name: n}", "n: '{{ lr }}'", null)]
    [InlineData("{name: n, type: int, is_optional: true}", "n: null", null)]
    [InlineData("{name: n, type: int}", "n: null", "PLX2012")]
    [InlineData("{name: n, type: int}", "m: 3", "PLX2012")]
    [InlineData("{name: lr, type: float}", "", null)]
    public void Params_fit_their_inputs(string input, string param, string? code) =>
        Expect($"inputs: [{input}]\nparams: {{{param}}}", code);

    [Fact]
    public void A_reference_to_another_run_is_no_fault_of_the_type()
    {
        var read = Read(
            Group("inputs: [{name: n, type: float}]\nparams: {n: '{{ experiments.12.outputs.loss }}'}", Matrix)
        );

        Assert.DoesNotContain(read.Diagnostics, fault => fault.Rule == StructureRules.InputMismatch);
    }

    [Fact]
    public void A_flag_prints_as_an_option_or_as_nothing()
    {
        var text = Group("inputs: [{name: fast, type: bool, is_flag: true}]\nparams: {fast: true}", Matrix)
            .Replace("{{ lr }}", "{{ fast }} {{ lr }}", StringComparison.Ordinal);

        Assert.Equal("train --fast 1", Command(text));
        Assert.Equal("train  1", Command(text.Replace("fast: true", "fast: false", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("version: 1\nhptuning: {random_search: {n_experiments: 2}}", null)]
    [InlineData("version: 1\nhptuning: {matrix: {lr: {uniform: 0:1}}, random_search: {n_experiments: 2}}", null)]
    [InlineData("version: 1\nhptuning: {matrix: {lr: {uniform: 0:1}}}", "PLX3014")]
    [InlineData("build: {dockerfile: Dockerfile}", null)]
    [InlineData("environment: {config_map_refs: [b]}", "PLX1008")]
    [InlineData("environment: {configmap_refs: , config_map_refs: [b]}", null)]
    [InlineData("params: {n: many}", "PLX2012")]
    [InlineData("params: {n: 4}", null)]
    [InlineData("params: {n: null}", "PLX2012")]
    [InlineData("run: null", "PLX2008")]
    public void A_fragment_is_checked_in_what_it_makes_of_the_file(string fragment, string? code)
    {
        var file = Group(
            "build: {image: python}\nenvironment: {configmap_refs: [a]}\ninputs: [{name: n, type: int}]\nparams: {n: 3}",
            Matrix
        );
        var read = PolyaxonfileReader.Read(
            [new SourceText("file.yaml", file), new SourceText("over.yaml", fragment)],
            []
        );

        Assert.Equal(
            code is null ? [] : [code],
            read.Diagnostics.Where(fault => fault.Severity == DiagnosticSeverity.Error)
                .Select(fault => fault.Code)
                .Distinct()
        );
    }

    private const string Matrix = "matrix: {lr: {values: [1]}}";

    private static string Command(string text) =>
        Read(text).Renderer!.Render([Values.Value.Of(1)], null).Experiment!.Command;

    private static void Expect(string field, string? code) =>
        Assert.Equal(code is null ? [] : [code], Errors(Group(field, Matrix)).Distinct());

    private static string Group(string field, string hptuning) =>
        $"version: 1\nkind: group\n{field}\nhptuning: {{{hptuning}}}\nrun:\n  cmd: 'train {{{{ lr }}}}'\n";

    private static List<string> Errors(string text) =>
        [
            .. Read(text)
                .Diagnostics.Where(fault => fault.Severity == DiagnosticSeverity.Error)
                .Select(fault => fault.Code),
        ];

    private static ReadResult Read(string text) => PolyaxonfileReader.Read([new SourceText("file.yaml", text)], []);
}

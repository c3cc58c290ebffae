using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Planning.Plans;

/// <summary>
/// A child pipeline for GitLab. A pipeline is fixed once it has started, so it holds every batch the group can have: the legs of a
/// later batch read the plan that the batch before made, and those that it does not need end at once.
/// </summary>
public static class GitLabPipeline
{
    private const string NextPlan = "polyaxon-next/plan.json";

    /// <summary>The pipeline as YAML; texts are quoted as JSON, which YAML reads alike.</summary>
    /// <param name="plan">The plan of the first batch.</param>
    /// <param name="sizes">How many experiments each batch runs when nothing ends the group early.</param>
    /// <param name="planPath">Where the job that makes the pipeline wrote the plan.</param>
    public static string Write(SweepPlan plan, ImmutableArray<int> sizes, string planPath)
    {
        StringBuilder text = new();
        var batches = Math.Max(sizes.Length, 1);
        AppendHead(text, plan, batches);
        for (var batch = 1; batch <= batches; batch++)
        {
            var legs = batch == 1 ? plan.Legs.Length : Math.Min(sizes[batch - 1], plan.Settings.MaxJobs);
            AppendBatch(text, plan, batch, Math.Max(legs, 1), batch == 1 ? planPath : NextPlan);
        }

        text.Append(
            CultureInfo.InvariantCulture,
            $"""

            verdict:
              stage: verdict
              needs: [gather-{batches}]
              when: always
              script:
                - dotnet polyaxon ci verdict --group=polyaxon-group

            """
        );
        return text.Replace("\r\n", "\n").ToString();
    }

    private static void AppendHead(StringBuilder text, SweepPlan plan, int batches)
    {
        var stages = Enumerable.Range(1, batches).SelectMany(batch => new[] { $"batch-{batch}", $"gather-{batch}" });
        text.Append(
            CultureInfo.InvariantCulture,
            $"""
            # Made by 'dotnet polyaxon ci plan --format gitlab' for the group {plan.Group}; run it as a child pipeline.
            # The trigger job hands on its pipeline's id: variables: PARENT_PIPELINE_ID: $CI_PIPELINE_ID
            # and may set PLX_IMAGE (an image with .NET 10 and what the experiments need) and PLX_SETUP.
            stages: [{string.Join(", ", stages)}, verdict]

            variables:
              PLX_IMAGE: mcr.microsoft.com/dotnet/sdk:10.0
              PLX_SETUP: dotnet tool install --global Polyaxon.Ci.Tool --version {plan.ToolVersion}
              PLX_PLAN_JOB: plan

            default:
              image: $PLX_IMAGE
              before_script:
                - eval "$PLX_SETUP"
                - export PATH="$PATH:$HOME/.dotnet/tools"

            """
        );
    }

    private static void AppendBatch(StringBuilder text, SweepPlan plan, int batch, int legs, string planPath)
    {
        var before = batch == 1 ? "" : $"gather-{batch - 1}";
        var needs = batch == 1 ? "{ pipeline: $PARENT_PIPELINE_ID, job: $PLX_PLAN_JOB }" : before;
        var restores = plan.Resume && batch > 1;
        var restore = restores ? " --restore=polyaxon-restore" : "";
        var exec = $"dotnet polyaxon ci exec --plan={Quoted(planPath)} --leg=\"$PLX_LEG\" --allow-idle{restore}";
        var gather = $"dotnet polyaxon ci gather --plan={Quoted(planPath)} --plan-next";
        var rows = Enumerable.Range(0, legs).Select(leg => $"\"{leg.ToString(CultureInfo.InvariantCulture)}\"");
        text.Append(
            CultureInfo.InvariantCulture,
            $"""

            legs-{batch}:
              stage: batch-{batch}
              needs: [{needs}{(restores ? $", legs-{batch - 1}" : "")}]
              allow_failure: true
              parallel:
                matrix:
                  - PLX_LEG: [{string.Join(", ", rows)}]
              script:
            {(restores ? "    - mv polyaxon-results polyaxon-restore || true\n" : "")}    - {Yaml(exec)}
              artifacts:
                when: always
                paths: [polyaxon-results]

            gather-{batch}:
              stage: gather-{batch}
              needs: [{needs}, legs-{batch}]
              script:
                - {Yaml(gather)}
              artifacts:
                paths: [polyaxon-group, polyaxon-next]

            """
        );
    }

    private static string Quoted(string path) => $"'{path.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    private static string Yaml(string text)
    {
        StringBuilder quoted = new();
        JsonText.AppendString(quoted, text);
        return quoted.ToString();
    }
}

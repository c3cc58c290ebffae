namespace Polyaxon.Ci.Tool.Workflows;

/// <summary>One key of a workflow with its value.</summary>
/// <param name="Name">The key.</param>
/// <param name="Text">The value as YAML.</param>
internal sealed record WorkflowEntry(string Name, string Text);

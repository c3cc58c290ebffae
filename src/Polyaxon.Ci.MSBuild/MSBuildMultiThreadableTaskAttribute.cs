namespace Microsoft.Build.Framework;

/// <summary>
/// Says that a task neither changes nor depends on the state of the process, so that multi-threaded builds run it in process. MSBuild
/// knows the attribute by its name; with a copy of our own the tasks also run on an MSBuild that does not have it yet.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class MSBuildMultiThreadableTaskAttribute : Attribute;

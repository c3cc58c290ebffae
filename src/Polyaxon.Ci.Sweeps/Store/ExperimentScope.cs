namespace Polyaxon.Ci.Sweeps.Store;

/// <summary>Which experiments are listed: those of a group, or those of all groups of a project.</summary>
public readonly record struct ExperimentScope
{
    private ExperimentScope(string groups, object value) => (Groups, Value) = (groups, value);

    /// <summary>The condition on a column that holds a group's number, so that the indexes by group serve.</summary>
    internal string Groups { get; }

    /// <summary>The value of <c>$scope</c>.</summary>
    internal object Value { get; }

    /// <summary>The experiments of a group.</summary>
    public static ExperimentScope OfGroup(long group) => new("group_id = $scope", group);

    /// <summary>The experiments of all groups of a project.</summary>
    public static ExperimentScope OfProject(string project) =>
        new("group_id IN (SELECT id FROM groups WHERE project = $scope)", project);
}

using Polyaxon.Ci.Planning;
using Polyaxon.Ci.Planning.Results;

namespace Polyaxon.Ci.Sweeps.Local;

/// <summary>Hears of a running group, on the thread that runs it.</summary>
public abstract class SweepObserver
{
    /// <summary>The group has its number.</summary>
    public virtual void Created(long group) { }

    /// <summary>A group goes on: so many of its experiments are finished, so many are open.</summary>
    public virtual void Resumed(long group, int finished, int open) { }

    /// <summary>The build begins.</summary>
    public virtual void Building() { }

    /// <summary>An attempt was handed to a slot.</summary>
    public virtual void Started(PlannedExperiment experiment, long id, int attempt) { }

    /// <summary>An attempt failed and the next is started.</summary>
    public virtual void Retried(ExperimentResult result, long id) { }

    /// <summary>An experiment ended.</summary>
    public virtual void Finished(ExperimentResult result, long id) { }

    /// <summary>Some time has passed; called several times a second.</summary>
    public virtual void Tick() { }

    /// <summary>Something worth knowing.</summary>
    public virtual void Note(string text) { }
}

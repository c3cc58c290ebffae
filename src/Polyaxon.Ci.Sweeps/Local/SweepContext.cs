using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Templates;
using Polyaxon.Ci.Sweeps.Store;

namespace Polyaxon.Ci.Sweeps.Local;

/// <summary>What running a group takes.</summary>
/// <param name="File">The polyaxonfile.</param>
/// <param name="Renderer">Renders its experiments.</param>
/// <param name="Settings">How it is run.</param>
/// <param name="Store">The project's store.</param>
/// <param name="Observer">Who hears of it.</param>
/// <param name="Time">The clock.</param>
public sealed record SweepContext(
    Polyaxonfile File,
    ExperimentRenderer Renderer,
    SweepSettings Settings,
    SweepStore Store,
    SweepObserver Observer,
    TimeProvider Time
);

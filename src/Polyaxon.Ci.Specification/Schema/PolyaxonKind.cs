namespace Polyaxon.Ci.Specification.Schema;

/// <summary>The kinds of polyaxonfile that version 1 knows.</summary>
public enum PolyaxonKind
{
    /// <summary>One run with one set of parameters; treated as a group of one.</summary>
    Experiment,

    /// <summary>A sweep over a matrix of parameters.</summary>
    Group,

    /// <summary>A job of the old platform.</summary>
    Job,

    /// <summary>A notebook of the old platform.</summary>
    Notebook,

    /// <summary>A TensorBoard of the old platform.</summary>
    Tensorboard,

    /// <summary>An image build of the old platform.</summary>
    Build,

    /// <summary>A pipeline of the old platform.</summary>
    Pipeline,
}

using System.CommandLine;
using Polyaxon.Ci.Sweeps.Store.Queries;
using Polyaxon.Ci.Tool.Tables;

namespace Polyaxon.Ci.Tool.Commands.Store;

/// <summary>The options of the verbs that list experiments.</summary>
internal sealed class ExperimentListOptions
{
    private readonly Option<bool> _metrics = new("--metrics", "-m")
    {
        Description = "Shows the last value of each metric",
    };
    private readonly Option<bool> _parameters = new("--params", "-p") { Description = "Shows the parameters" };
    private readonly ViewOptions _view = new();

    /// <summary>Adds them to a command.</summary>
    public ExperimentListOptions AddTo(Command command)
    {
        command.Options.Add(_metrics);
        command.Options.Add(_parameters);
        _view.AddQueryTo(command, FieldSet.Experiments).AddPagesTo(command).AddTo(command);
        return this;
    }

    /// <summary>The query asked for; null when it cannot be understood, which was then said.</summary>
    public Query? Query(ParseResult parsed) => _view.Query(parsed);

    /// <summary>Shows a list as asked for.</summary>
    public int Show(ParseResult parsed, StoreAccess access, ExperimentList list, Query query)
    {
        new ExperimentViews(access.Store, _view.View(parsed)).List(
            list,
            query,
            _view.Page(parsed),
            new(parsed.GetValue(_metrics), parsed.GetValue(_parameters), _view.IsWide(parsed))
        );
        return ExitCodes.Fine;
    }
}

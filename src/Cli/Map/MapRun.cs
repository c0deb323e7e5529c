using OrleansPool.Cli.Functions;
using OrleansPool.Cli.Lines;
using OrleansPool.Cli.Resume;
using OrleansPool.Cli.Running;
using OrleansPool.Cli.Watching;

namespace OrleansPool.Cli.Map;

/// <summary>One run of <c>map</c>, whatever the types of its function.</summary>
internal abstract class MapRun
{
    /// <summary>How it went so far.</summary>
    public RunProgress Progress { get; } = new();

    public static MapRun Of(FunctionShape shape) =>
        (MapRun)Activator.CreateInstance(typeof(MapRun<,>).MakeGenericType(shape.ItemType, shape.Result), shape)!;

    /// <summary>Runs to the end of the input.</summary>
    /// <param name="pool">Where.</param>
    /// <param name="settings">What.</param>
    /// <param name="input">The lines.</param>
    /// <param name="done">What earlier runs have done.</param>
    /// <param name="output">Where to.</param>
    /// <param name="stop">Stops it.</param>
    /// <exception cref="ToolException">An item failed, or a line is wrong, and these are not kept.</exception>
    public abstract Task RunAsync(Pool pool, MapSettings settings, LineReader input, DoneBefore done, MapOutput output, CancellationToken stop);
}

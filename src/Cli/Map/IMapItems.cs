using OrleansPool.Cli.Running;

namespace OrleansPool.Cli.Map;

/// <summary>The items of a run. Read once, by the pool.</summary>
internal interface IMapItems<out TItem>
{
    /// <summary>Gets what ended them before their end: it is to be said when all before it is written.</summary>
    ToolException? Error { get; }

    IEnumerable<TItem> Items();
}

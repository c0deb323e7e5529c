using OrleansPool.Cli.Lines;
using OrleansPool.Cli.Resume;
using OrleansPool.Cli.Running;

namespace OrleansPool.Cli.Map;

/// <summary>The items of the input that are still to be run.</summary>
/// <param name="lines">The input.</param>
/// <param name="done">What an earlier run has done.</param>
/// <param name="maker">Makes items of lines.</param>
internal sealed class MapInput<TItem>(LineReader lines, DoneBefore done, ItemMaker<TItem> maker) : IMapItems<TItem>
{
    private const string StartAgain = "Give the same input, or write --overwrite in place of --resume to start again.";

    private long _count;

    /// <inheritdoc/>
    public ToolException? Error { get; private set; }

    /// <inheritdoc/>
    public IEnumerable<TItem> Items()
    {
        // The items of lines that the earlier run had read wait until it is sure that they are the same lines.
        foreach (SentItem item in EarlierItems())
        {
            if (TryMake(item, item.Input, out TItem value))
            {
                yield return value;
            }
        }

        while (Error is null && TryRead())
        {
            if (IsItem(out SentItem item) && !done.Has(item.Number) && TryMake(item, lines.Line, out TItem value))
            {
                yield return value;
            }
        }

        if (Error is null && _count < done.Items.Below)
        {
            Error = new ToolException(ToolExit.CannotResume, $"The output has more items than the input, which has {_count}: it is of another input. {StartAgain}");
        }
    }

    private IReadOnlyList<SentItem> EarlierItems()
    {
        List<SentItem> missing = [];
        while (lines.Number < done.Print.Lines && TryRead())
        {
            if (IsItem(out SentItem item) && !done.Has(item.Number))
            {
                missing.Add(item with { Input = lines.Line.ToArray() });
            }
        }

        if (Error is null && done.Print.Lines > 0 && (lines.Number < done.Print.Lines || lines.PrintNow() != done.Print.Hash))
        {
            Error = new ToolException(
                ToolExit.CannotResume,
                $"The input is not the one of the interrupted run: its first {done.Print.Lines} lines have changed. Nothing was added to the output. {StartAgain}");
        }

        return Error is null ? missing : [];
    }

    private bool TryRead()
    {
        bool isThere = lines.TryRead(out ToolException? error);
        Error ??= error;
        return isThere;
    }

    private bool IsItem(out SentItem item)
    {
        item = default;
        if (lines.Line is not [> (byte)' ', ..] && lines.Line.Trim(" \t"u8).Length == 0)
        {
            return false;
        }

        item = new SentItem(_count++, lines.Number, null);
        return true;
    }

    private bool TryMake(SentItem item, ReadOnlySpan<byte> line, out TItem value)
    {
        bool isMade = maker.TryMake(item, line, out value, out ToolException? error);
        Error ??= error;
        return isMade;
    }
}

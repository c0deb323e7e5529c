using System.Text;
using System.Text.Json;
using OrleansPool.Cli.Lines;
using OrleansPool.Cli.Running;

namespace OrleansPool.Cli.Map;

/// <summary>The items of a file of failed ones, with the places that they had in the input.</summary>
/// <param name="lines">The file.</param>
/// <param name="name">Its name.</param>
/// <param name="isOrdered">Whether they must be in the order of the input.</param>
/// <param name="maker">Makes items of lines.</param>
internal sealed class FailedItems<TItem>(LineReader lines, string name, bool isOrdered, ItemMaker<TItem> maker) : IMapItems<TItem>
{
    private long _last = -1;

    /// <inheritdoc/>
    public ToolException? Error { get; private set; }

    /// <inheritdoc/>
    public IEnumerable<TItem> Items()
    {
        while (Error is null && TryRead())
        {
            if (TryTake(out SentItem item) && maker.TryMake(item, item.Input, out TItem value, out _))
            {
                yield return value;
            }
        }
    }

    private bool TryRead()
    {
        bool isThere = lines.TryRead(out ToolException? error);
        Error ??= error;
        return isThere;
    }

    private bool TryTake(out SentItem item)
    {
        item = default;
        try
        {
            using JsonDocument record = JsonDocument.Parse(lines.Line.ToArray());
            JsonElement root = record.RootElement;
            string text = root.TryGetProperty("input", out JsonElement input) ? input.GetRawText() : root.GetProperty("text").GetString()!;
            item = new SentItem(root.GetProperty("index").GetInt64(), root.GetProperty("line").GetInt64(), Encoding.UTF8.GetBytes(text));
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            Error = new ToolException(ToolExit.WrongInput, $"Line {lines.Number} of {name} is no failed item of a run with --errors keep. Nothing was changed.", error) { Line = lines.Number };
            return false;
        }

        if (isOrdered && item.Number <= _last)
        {
            Error = new ToolException(
                ToolExit.WrongInput,
                $"Line {lines.Number} of {name} is item {item.Number}, after item {_last}: it is of a run with --unordered. Nothing was changed. Add --unordered.")
            {
                Line = lines.Number,
            };
            return false;
        }

        _last = item.Number;
        return true;
    }
}

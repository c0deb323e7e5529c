using OrleansPool.Cli.Lines;
using OrleansPool.Cli.Running;

namespace OrleansPool.Cli.Map;

/// <summary>Makes items of lines, and puts down which are under way.</summary>
/// <param name="parser">Knows what the function takes.</param>
/// <param name="ledger">Gets what is under way.</param>
/// <param name="keepsFailed">Whether a wrong line is kept, or ends the input.</param>
/// <param name="stop">Ends waiting for room for wrong lines.</param>
internal sealed class ItemMaker<TItem>(ItemParser<TItem> parser, ItemLedger ledger, bool keepsFailed, CancellationToken stop)
{
    /// <returns>False for a line that is no item: it is kept, or an error.</returns>
    public bool TryMake(SentItem item, ReadOnlySpan<byte> line, out TItem value, out ToolException? error)
    {
        error = null;
        if (parser.Parse(line, out value) is not { } problem)
        {
            ledger.Add(keepsFailed ? item with { Input = line.ToArray() } : item);
            return true;
        }

        if (keepsFailed)
        {
            ledger.AddWrong(new WrongLine(item with { Input = line.ToArray() }, problem), stop);
        }
        else
        {
            error = new ToolException(ToolExit.WrongInput, $"Line {item.Line} of the input {problem} What came before is written. To go on past such lines add --errors keep --failed FILE.")
            {
                Line = item.Line,
            };
        }

        return false;
    }
}

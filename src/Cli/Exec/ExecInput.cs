using System.Text;
using System.Text.Unicode;
using OrleansPool.Cli.Lines;
using OrleansPool.Cli.Map;
using OrleansPool.Cli.Running;
using OrleansPool.Programs;

namespace OrleansPool.Cli.Exec;

/// <summary>The inputs of <c>exec</c> as command lines.</summary>
internal sealed class ExecInput(LineReader lines, CommandTemplate template, int retries, ItemLedger ledger)
{
    /// <summary>What ended the input before its end.</summary>
    public ToolException? Error { get; private set; }

    public IEnumerable<ProgramCall> Items()
    {
        while (TryRead())
        {
            if (!Utf8.IsValid(lines.Line) || lines.Line.Contains((byte)0))
            {
                Error = new ToolException(ToolExit.WrongInput, $"Line {lines.Number} of the input is not UTF-8 without zeros, and cannot be an argument. What came before was run.") { Line = lines.Number };
                yield break;
            }

            string input = Encoding.UTF8.GetString(lines.Line);
            ledger.Add(new SentItem(lines.Number - 1, lines.Number, lines.Line.ToArray()));
            yield return new ProgramCall(template.Fill(input, lines.Number), retries);
        }
    }

    private bool TryRead()
    {
        bool isThere = lines.TryRead(out ToolException? error);
        Error ??= error;
        return isThere;
    }
}

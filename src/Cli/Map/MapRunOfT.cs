using System.Text;
using OrleansPool.Cli.Functions;
using OrleansPool.Cli.Lines;
using OrleansPool.Cli.Resume;
using OrleansPool.Cli.Running;
using OrleansPool.Feeding;
using OrleansPool.Functions;

namespace OrleansPool.Cli.Map;

/// <summary>The run of a function with its types: an imap whose items are made of lines and whose outcomes become lines.</summary>
internal sealed class MapRun<TItem, TResult>(FunctionShape shape) : MapRun
{
    /// <summary>How much of a result is shown.</summary>
    private const int ShownLength = 80;

    private readonly ItemLedger _ledger = new();
    private long _written;

    /// <inheritdoc/>
    public override async Task RunAsync(Pool pool, MapSettings settings, LineReader input, DoneBefore done, MapOutput output, CancellationToken stop)
    {
        var maker = new ItemMaker<TItem>(new ItemParser<TItem>(shape), _ledger, settings.KeepsFailed, stop);
        IMapItems<TItem> items = settings.RetriesFailed
            ? new FailedItems<TItem>(input, settings.Failed!, settings.IsOrdered, maker)
            : new MapInput<TItem>(input, done, maker);
        using var writer = new ResultWriter<TResult>(output.Results.Waiting);
        Progress.Begin(input, done.Items.Count);
        try
        {
            ImapResult<TResult> results = pool.StartImap(
                (PoolFunction<TItem, TResult>)shape.Bind(),
                ItemSource<TItem>.From(items.Items()),
                settings.IsOrdered,
                settings.ChunkSize,
                settings.JobOptions($"map {shape.Name}"),
                stop);
            await using IAsyncEnumerator<ItemOutcome<TResult>> outcomes = results.WithOutcomes().GetAsyncEnumerator(CancellationToken.None);
            while (true)
            {
                ValueTask<bool> next = outcomes.MoveNextAsync();
                if (!next.IsCompleted)
                {
                    next = new(await WaitAsync(next.AsTask(), settings, output));
                }

                if (!await next)
                {
                    break;
                }

                Add(outcomes.Current, settings, done, writer, output);
                _written = outcomes.Current.Index + 1;
            }

            AddWrong(long.MaxValue, output);
        }
        finally
        {
            output.Flush(isLast: true);
        }

        if (items.Error is { } error)
        {
            throw error;
        }
    }

    /// <summary>What is there is written before it is waited for more: also wrong lines that come meanwhile, unless they are to stand after items that have not ended.</summary>
    private async Task<bool> WaitAsync(Task<bool> next, MapSettings settings, MapOutput output)
    {
        while (settings.KeepsFailed)
        {
            Task wrong = _ledger.WrongCameAsync();
            AddWrong(settings.IsOrdered ? _written : long.MaxValue, output);
            output.Flush();
            if (await Task.WhenAny(next, wrong) == next)
            {
                return await next;
            }
        }

        output.Flush();
        return await next;
    }

    private void Add(ItemOutcome<TResult> outcome, MapSettings settings, DoneBefore done, ResultWriter<TResult> writer, MapOutput output)
    {
        AddWrong(outcome.Index, output);
        if (!_ledger.TryTake(outcome.Index, out SentItem item))
        {
            throw outcome.Error ?? new InvalidOperationException($"Item {outcome.Index} came twice.");
        }

        if (done.Sample.TryGetValue(item.Number, out byte[]? known))
        {
            Check(item, outcome, known, settings.Output!);
            return;
        }

        output.Reach(item.Number);
        Exception? error = outcome.Error ?? writer.Write(outcome.Value);
        if (error is null)
        {
            output.AddResult(item.Number);
            Progress.AddDone();
            return;
        }

        if (error is CodeRefusedException or FunctionNotFoundException or FunctionNotShippableException or PoolVersionMismatchException)
        {
            // No item would fare better.
            throw error;
        }

        if (!settings.KeepsFailed)
        {
            throw new ToolException(
                ToolExit.ItemFailed,
                $"Line {item.Line} of the input failed in {shape.Name}: {OneLine.Sentence(error)}{Attempts(outcome.Attempt)} "
                + (settings.IsOrdered ? "The results of the lines before it are written. " : "The results that were ready are written. ")
                + "To go on past failures add --errors keep --failed FILE.",
                error)
            {
                Line = item.Line,
            };
        }

        FailedRecord.Write(output.Failed!, item, error, outcome.Attempt);
        output.AddFailed(item.Number);
        Progress.AddFailed();
    }

    /// <summary>Looks whether a result that is in the output already is that of its item.</summary>
    private void Check(SentItem item, ItemOutcome<TResult> outcome, byte[] known, string output)
    {
        var line = new LineBuffer();
        using var writer = new ResultWriter<TResult>(line);
        Exception? error = outcome.Error ?? writer.Write(outcome.Value);
        if (error is not null || !line.Written[..^1].SequenceEqual(known))
        {
            throw new ToolException(
                ToolExit.CannotResume,
                $"{output} is of another function or input: its line {item.Number + 1} is {Short(known)}, and {shape.Name} gives {(error is null ? Short(line.Written[..^1]) : OneLine.Of(error))} "
                    + $"for line {item.Line} of the input. Nothing was changed. Write --overwrite in place of --resume to start again.",
                error);
        }
    }

    private static string Short(ReadOnlySpan<byte> json) => json.Length <= ShownLength ? Encoding.UTF8.GetString(json) : $"{Encoding.UTF8.GetString(json[..ShownLength])}…";

    private void AddWrong(long before, MapOutput output)
    {
        while (_ledger.TryTakeWrong(before, out WrongLine? line))
        {
            output.Reach(line.Item.Number);
            FailedRecord.Write(output.Failed!, line);
            output.AddFailed(line.Item.Number);
            Progress.AddFailed();
        }
    }

    private static string Attempts(int attempt) => attempt > 1 ? $" That was its attempt {attempt}." : "";
}

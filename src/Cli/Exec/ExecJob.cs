using OrleansPool.Cli.Lines;
using OrleansPool.Cli.Map;
using OrleansPool.Cli.Running;
using OrleansPool.Cli.Watching;
using OrleansPool.Programs;

namespace OrleansPool.Cli.Exec;

/// <summary>Runs a program for each input, and counts those that fail.</summary>
internal static class ExecJob
{
    public static async Task<int> RunAsync(ExecSettings settings, ErrorOutput errors, CommandStop stop)
    {
        var ledger = new ItemLedger();
        using Stream stream = LineInput.Open(settings.Input);
        var lines = new LineReader(stream, settings.EndsWithZero ? (byte)0 : (byte)'\n');
        var input = new ExecInput(lines, new CommandTemplate(settings.Words), settings.Retries, ledger);
        using LineOutput output = LineOutput.Open(null);
        var progress = new RunProgress { TotalBytes = LineInput.SizeOf(stream) };
        progress.Begin(lines, 0);
        if (settings.IsDry)
        {
            ShowAll(input, output);
            return input.Error is null ? ToolExit.Done : throw input.Error;
        }

        Pool pool = await PoolOpening.OpenAsync(settings.Connect, settings.Workers, stop.Token);
        try
        {
            await using ProgressView? view = ProgressView.Show(progress, settings.ShowsProgress, mixes: true, errors);
            Dictionary<string, string>? labels = settings.Connect.Gateways is null ? null : await LabelsAsync(pool, stop.Token);
            await RunAsync(pool, settings, labels, input, ledger, new ExecOutput(output, settings.IsJson), progress, stop.Token);
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            errors.Summary(
                $"Stopped: {progress.Done + progress.Failed} programs have ended, {progress.Failed} of them failed; those that were running were killed.",
                new { complete = false, items = progress.Done + progress.Failed, failed = progress.Failed });
            return stop.ExitCode;
        }
        finally
        {
            await PoolOpening.EndAsync(pool);
        }

        return input.Error is null ? (int)Math.Min(progress.Failed, ToolExit.MoreFailed) : throw input.Error;
    }

    /// <summary>What silos have that run programs: on the others none is tried.</summary>
    private static async Task<Dictionary<string, string>> LabelsAsync(Pool pool, CancellationToken stop)
    {
        IReadOnlyList<SiloView> silos = await pool.Cluster.SilosAsync(stop);
        return silos.Any(silo => silo.Labels.GetValueOrDefault(ProgramFunction.Label) == ProgramFunction.Allowed)
            ? new() { [ProgramFunction.Label] = ProgramFunction.Allowed }
            : throw new ToolException(
                ToolExit.Refused,
                $"The cluster does not run external programs: none of its {silos.Count} silos has the label {ProgramFunction.Label}={ProgramFunction.Allowed}, which --exec allow gives a silo, and an application that sets PoolSiloOptions.AllowPrograms adds to Labels. With that everybody who may connect may run any program there.");
    }

    private static async Task RunAsync(
        Pool pool, ExecSettings settings, Dictionary<string, string>? labels, ExecInput input, ItemLedger ledger, ExecOutput output, RunProgress progress, CancellationToken stop)
    {
        var options = new JobOptions
        {
            ItemTimeout = settings.ItemTimeout,
            MaxAttempts = 1,
            Labels = labels ?? [],
            Retry = settings.Retries == 0 ? null : new RetryOptions { Attempts = settings.Retries + 1, Exceptions = [typeof(ProgramFailedException), typeof(ItemTimeoutException)] },
            Name = $"exec {Path.GetFileName(settings.Words[0])}",
        };
        ImapResult<(int ExitCode, byte[] Output, byte[] Errors)> results = settings.KeepsOrder
            ? pool.Imap(ProgramFunction.RunAsync, input.Items(), chunkSize: 1, options: options, cancellationToken: stop)
            : pool.ImapUnordered(ProgramFunction.RunAsync, input.Items(), chunkSize: 1, options: options, cancellationToken: stop);
        await using IAsyncEnumerator<ItemOutcome<(int ExitCode, byte[] Output, byte[] Errors)>> outcomes = results.WithOutcomes().GetAsyncEnumerator(CancellationToken.None);
        try
        {
            while (true)
            {
                ValueTask<bool> next = outcomes.MoveNextAsync();
                if (!next.IsCompleted)
                {
                    output.Flush();
                }

                if (!await next)
                {
                    break;
                }

                Add(outcomes.Current, ledger, output, progress);
            }
        }
        finally
        {
            output.Flush();
        }
    }

    private static void Add(ItemOutcome<(int ExitCode, byte[] Output, byte[] Errors)> outcome, ItemLedger ledger, ExecOutput output, RunProgress progress)
    {
        if (!ledger.TryTake(outcome.Index, out SentItem item))
        {
            throw outcome.Error ?? new InvalidOperationException($"Item {outcome.Index} came twice.");
        }

        if (outcome.Error is CodeRefusedException or FunctionNotFoundException or PoolVersionMismatchException)
        {
            // No other would fare better.
            throw outcome.Error;
        }

        if (outcome.Error is { } error)
        {
            output.WriteFailure(item, error);
            progress.AddFailed();
            return;
        }

        output.Write(item, outcome.Value, outcome.Silo);
        if (outcome.Value.ExitCode == 0)
        {
            progress.AddDone();
        }
        else
        {
            progress.AddFailed();
        }
    }

    private static void ShowAll(ExecInput input, LineOutput output)
    {
        foreach (ProgramCall call in input.Items())
        {
            output.Waiting.Add(System.Text.Encoding.UTF8.GetBytes(string.Join(' ', call.Words.Select(pieces => Quoted(string.Join("{%}", pieces)))) + "\n"));
            output.Flush();
        }
    }

    /// <summary>As a shell would have to be told.</summary>
    private static string Quoted(string word) => word.Length > 0 && word.All(static letter => char.IsAsciiLetterOrDigit(letter) || "-_./=:,+@%".Contains(letter, StringComparison.Ordinal))
        ? word
        : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}

using System.Text;
using OrleansPool.Cli.Functions;
using OrleansPool.Cli.Lines;
using OrleansPool.Cli.Resume;
using OrleansPool.Cli.Running;
using OrleansPool.Cli.Watching;

namespace OrleansPool.Cli.Map;

/// <summary>Makes ready what a run needs, runs it, and says how it went.</summary>
internal static class MapJob
{
    public static async Task<int> RunAsync(MapSettings settings, ErrorOutput errors, CommandStop stop)
    {
        if (ToolStreams.Current.IsProcess)
        {
            // What functions write to the console in this process is no result, and stands between the other lines of standard error.
            // Each has lines of its own: both may be written at the same time.
            Encoding encoding = Console.Error.Encoding;
            Console.SetOut(Lines());
            Console.SetError(Lines());

            LogLines Lines() => new(encoding, line => ProgressView.Beside(() => errors.Log(line)));
        }

        UserAssembly assembly = UserAssembly.Load(settings.Assembly);
        FunctionShape shape = FunctionFinder.Find(assembly, settings.Function);
        MapRun run = MapRun.Of(shape);
        var header = new RunHeader(
            RunHeader.CurrentVersion, shape.Name, shape.Method.Module.Assembly.GetName().Name!, settings.IsOrdered, settings.Failed is { } failed ? Path.GetFullPath(failed) : null);
        if (settings.Output is { } output)
        {
            RunJournal.ThrowIfInUse(output);
            if (!settings.Resumes && !settings.Overwrites && !settings.RetriesFailed && RunJournal.IsInterrupted(output) && new FileInfo(output) is { Exists: true, Length: > 0 })
            {
                throw new ToolException(ToolExit.CannotResume, $"{output} has the results of a run that was interrupted. Add --resume to go on, or --overwrite to start again.");
            }
        }

        using Stream stream = settings.RetriesFailed ? OpenFailed(settings) : LineInput.Open(settings.Input);
        ThrowIfTheSame(settings, stream);
        DoneBefore done = settings.Resumes ? EarlierRun.Find(settings.Output!, header) : DoneBefore.Nothing;
        Pool pool = await PoolOpening.OpenAsync(settings.Connect, settings.Workers, stop.Token);
        try
        {
            using var prints = new InputPrints();
            using var files = new MapOutput(settings, header, done, settings.Output is null ? null : prints);
            var input = new LineReader(stream, prints: settings.Output is null ? null : prints);
            run.Progress.TotalBytes = LineInput.SizeOf(stream);
            bool isComplete = await RunAsync(run, pool, settings, input, done, files, errors, stop);
            return Say(isComplete, run, settings, files, errors, stop);
        }
        finally
        {
            await PoolOpening.EndAsync(pool);
            Console.Out.Flush();
            Console.Error.Flush();
        }
    }

    /// <summary>One file may have several names, and standard input may be a file: it would be written over before it is read.</summary>
    private static void ThrowIfTheSame(MapSettings settings, Stream input)
    {
        FileIdentity? read = settings.RetriesFailed ? null : FileIdentity.Of(input);
        FileIdentity? output = settings.Output is null ? null : FileIdentity.Of(settings.Output);
        FileIdentity? failed = settings.Failed is null ? null : FileIdentity.Of(settings.Failed);
        string? wrong = read is not null && read == output ? $"The input is the output: {settings.Output} would be written over before it is read. Write to another file."
            : read is not null && read == failed ? $"The input is --failed {settings.Failed}, which would be written over before it is read. Write to another file."
            : output is not null && output == failed ? $"--output {settings.Output} and --failed {settings.Failed} are the same file. Name different ones."
            : null;
        if (wrong is not null)
        {
            throw new ToolException(ToolExit.WrongUsage, wrong);
        }
    }

    private static FileStream OpenFailed(MapSettings settings)
    {
        // Opened first: as long as another run has it, nothing is half done.
        FileStream file = EarlierResults.OpenAlone(settings.Failed!);
        if (!RetryFiles.EndInterrupted(settings.Output!, settings.Failed!))
        {
            return file;
        }

        file.Dispose();
        return EarlierResults.OpenAlone(settings.Failed!);
    }

    private static async Task<bool> RunAsync(
        MapRun run, Pool pool, MapSettings settings, LineReader input, DoneBefore done, MapOutput output, ErrorOutput errors, CommandStop stop)
    {
        try
        {
            await using ProgressView? view = ProgressView.Show(run.Progress, settings.ShowsProgress, mixes: settings.Output is null, errors);
            await run.RunAsync(pool, settings, input, done, output, stop.Token);
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            return false;
        }

        output.Complete();
        return true;
    }

    private static int Say(bool isComplete, MapRun run, MapSettings settings, MapOutput output, ErrorOutput errors, CommandStop stop)
    {
        long items = run.Progress.Before + run.Progress.Done + run.Progress.Failed;
        var facts = new
        {
            complete = isComplete,
            items,
            failed = output.FailedCount,
            results = output.ResultCount,
            seconds = Math.Round(run.Progress.Elapsed.TotalSeconds, 3),
        };
        if (!isComplete)
        {
            errors.Summary(
                settings.RetriesFailed ? "Stopped: nothing was changed."
                : $"Stopped: {items} items are done, and their results written. {(settings.Output is null ? "With --output FILE a run can be continued." : "Run the same command with --resume to go on.")}",
                facts);
            return stop.ExitCode;
        }

        if (output.FailedCount > 0)
        {
            errors.Summary($"{output.FailedCount} of {items} items failed{(settings.RetriesFailed ? " again" : "")} and are in {settings.Failed}; the results of the others are written.", facts);
            return ToolExit.ItemsKept;
        }

        if (settings.IsJson)
        {
            errors.Summary("", facts);
        }

        return ToolExit.Done;
    }
}

using System.Diagnostics;
using System.Globalization;
using System.IO.Pipes;
using OrleansPool.Workers;

namespace OrleansPool.WorkerProcesses;

/// <summary>Starts this application once more as the process of a worker, and has it connected to its silo.</summary>
/// <param name="memoryLimit">The most bytes of memory that it may have.</param>
/// <param name="functionLog">Where what its functions log goes.</param>
internal sealed class ProcessLauncher(long? memoryLimit, ProcessLog functionLog)
{
    private const string OurVariables = "ORLEANSPOOL_";
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);

    private readonly Lazy<WorkerCommand> _command = new(WorkerCommand.ForThisApplication);

    /// <summary>Starts one and waits until it is connected.</summary>
    /// <param name="whom">Who it is for, for messages.</param>
    /// <exception cref="WorkerLostException">It has ended, or did not connect in time.</exception>
    public async Task<WorkerProcess> LaunchAsync(string whom)
    {
        WorkerAddress address = WorkerAddress.New();
        PageFile page = PageFile.Create(address.Page);
        var pipe = new NamedPipeServerStream(address.Pipe, PipeDirection.InOut, 1, PipeTransmissionMode.Byte, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
        try
        {
            Process child = await StartThread.StartAsync(Describe(address)).ConfigureAwait(false);
            await ConnectAsync(pipe, child, whom).ConfigureAwait(false);
            return new WorkerProcess(child, pipe, page, functionLog.Write);
        }
        catch
        {
            await pipe.DisposeAsync().ConfigureAwait(false);
            page.Discard();
            throw;
        }
        finally
        {
            address.Remove();
        }
    }

    private ProcessStartInfo Describe(WorkerAddress address)
    {
        var info = new ProcessStartInfo(_command.Value.File, _command.Value.Arguments) { RedirectStandardInput = true, UseShellExecute = false };
        foreach (string ours in info.Environment.Keys.Where(static name => name.StartsWith(OurVariables, StringComparison.Ordinal)).ToList())
        {
            // Keys of code and passwords of stores are the silo's, and not for functions.
            info.Environment.Remove(ours);
        }

        info.Environment[WorkerAddress.Variable] = address.ToString();
        string? hooks = Environment.GetEnvironmentVariable(WorkerCommand.HookVariable);
        string hook = typeof(ProcessLauncher).Assembly.GetName().Name!;
        info.Environment[WorkerCommand.HookVariable] = string.IsNullOrEmpty(hooks) ? hook : $"{hooks}{Path.PathSeparator}{hook}";

        // One worker computes at a time: heaps for all cores would only take memory.
        info.Environment["DOTNET_gcServer"] = "0";
        if (memoryLimit is { } most)
        {
            // What is not on the heap of the runtime has the rest: then a function is told of the end of its memory, rather than killed.
            info.Environment["DOTNET_GCHeapHardLimit"] = (most / 4 * 3).ToString("x", CultureInfo.InvariantCulture);
        }

        return info;
    }

    private static async Task ConnectAsync(NamedPipeServerStream pipe, Process child, string whom)
    {
        child.StandardInput.Close();
        using var over = new CancellationTokenSource(StartPatience);
        Task exited = child.WaitForExitAsync(over.Token);
        Task connected = pipe.WaitForConnectionAsync(over.Token);
        if (await Task.WhenAny(connected, exited).ConfigureAwait(false) == connected && connected.IsCompletedSuccessfully)
        {
            return;
        }

        string how = child.HasExited ? ProcessEnd.Describe(child.ExitCode) : $"it did not report within {StartPatience.TotalSeconds:F0} s";
        if (!child.HasExited)
        {
            child.Kill();
        }

        await over.CancelAsync().ConfigureAwait(false);
        throw new WorkerLostException($"The process of {whom} did not start: {how}. What it wrote is on the silo's standard error.");
    }
}

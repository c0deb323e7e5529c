using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace OrleansPool.Programs;

/// <summary>The function of <c>orleanspool exec</c>: runs a program on the silo, if the silo allows that, and gives what it wrote.</summary>
internal static class ProgramFunction
{
    /// <summary>What a shell says of a program that it does not find.</summary>
    private const int NotFound = 127;

    /// <summary>What a shell says of one that it may not start.</summary>
    private const int NotExecutable = 126;

    private const int NoSuchFile = 2;

    /// <summary>Variables with this prefix are the silo's own, and some of them are secrets.</summary>
    private const string SiloVariables = "ORLEANSPOOL_";

    /// <summary>How long something that the program left behind may hold its output open.</summary>
    private static readonly TimeSpan OutputPatience = TimeSpan.FromSeconds(1);

    /// <summary>Whether it is this function, which a silo opens whatever assemblies it lists: the gate is in it.</summary>
    public static bool Is(MethodInfo method) => method.DeclaringType == typeof(ProgramFunction) && method.Name == nameof(RunAsync);

    /// <summary>Runs a program without a shell, with nothing on its standard input.</summary>
    /// <param name="commandLine">The program and its arguments, each in pieces: between them goes the number of the worker on its silo, from 1.</param>
    /// <param name="cancellationToken">Kills the program and all that it has started.</param>
    /// <returns>Its exit code, and what it wrote to standard output and standard error.</returns>
    /// <exception cref="CodeRefusedException">The silo does not allow it.</exception>
    public static async Task<(int ExitCode, byte[] Output, byte[] Errors)> RunAsync(string[][] commandLine, CancellationToken cancellationToken)
    {
        PoolContext context = PoolContext.Current;
        Check(context);
        string slot = SlotOf(context.WorkerId);
        string[] words = [.. commandLine.Select(pieces => string.Join(slot, pieces))];
        if (ProgramPath.Find(words[0]) is not { } program)
        {
            return (NotFound, [], Text($"orleanspool: {words[0]} is not in the PATH of silo {context.Silo}.\n"));
        }

        try
        {
            using Process process = Start(program, words.AsSpan(1));
            return await EndAsync(process, cancellationToken).ConfigureAwait(false);
        }
        catch (Win32Exception error)
        {
            return (error.NativeErrorCode == NoSuchFile ? NotFound : NotExecutable, [], Text($"orleanspool: {words[0]} cannot be started on silo {context.Silo}: {error.Message}\n"));
        }
    }

    private static void Check(PoolContext context)
    {
        if (context.SiloServices.GetService(typeof(IProgramGate)) is not IProgramGate gate)
        {
            throw new CodeRefusedException($"Silo {context.Silo} does not run programs: it has no policy for them.");
        }

        gate.Check(context.Silo);
    }

    private static Process Start(string program, ReadOnlySpan<string> arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (string variable in start.Environment.Keys.Where(static name => name.StartsWith(SiloVariables, StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(variable);
        }

        Process process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    private static async Task<(int ExitCode, byte[] Output, byte[] Errors)> EndAsync(Process process, CancellationToken cancellationToken)
    {
        using var reading = new CancellationTokenSource();
        var output = new MemoryStream();
        var errors = new MemoryStream();
        Task read = Task.WhenAll(
            process.StandardOutput.BaseStream.CopyToAsync(output, reading.Token),
            process.StandardError.BaseStream.CopyToAsync(errors, reading.Token));
        try
        {
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await reading.CancelAsync().ConfigureAwait(false);
            throw;
        }

        // What it left running in the background may hold the pipes open for ever.
        await Task.WhenAny(read, Task.Delay(OutputPatience, CancellationToken.None)).ConfigureAwait(false);
        await reading.CancelAsync().ConfigureAwait(false);
        await read.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return (process.ExitCode, output.ToArray(), errors.ToArray());
    }

    /// <summary>From the worker's name, which is its silo's, a slash, its slot from 0, and what life of the slot it is.</summary>
    private static string SlotOf(string worker)
    {
        string name = worker[(worker.LastIndexOf('/') + 1)..].Split('.')[0];
        return int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int slot) ? (slot + 1).ToString(CultureInfo.InvariantCulture) : name;
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}

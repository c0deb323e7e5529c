using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace OrleansPool.Programs;

/// <summary>The function of <c>orleanspool exec</c>: runs a program on the silo, if the silo allows that, and gives what it wrote.</summary>
internal static class ProgramFunction
{
    /// <summary>A label that silos have which run programs, by which those who ask for that find them. It lets nobody do anything: the gate does.</summary>
    public const string Label = "exec";

    public const string Allowed = "allow";

    /// <summary>How much a program may write: its silo holds it until it has ended.</summary>
    public const int MostOutput = 64 << 20;

    /// <summary>What a shell says of a program that it does not find.</summary>
    private const int NotFound = 127;

    /// <summary>What a shell says of one that it may not start.</summary>
    private const int NotExecutable = 126;

    private const int NoSuchFile = 2;

    /// <summary>Variables with this prefix are the silo's own, and some of them are secrets.</summary>
    private const string SiloVariables = "ORLEANSPOOL_";

    /// <summary>How long something that the program left behind may hold its output open and write nothing.</summary>
    private static readonly TimeSpan OutputPatience = TimeSpan.FromSeconds(1);

    /// <summary>How long it may go on if it writes.</summary>
    private static readonly TimeSpan LongestOutput = TimeSpan.FromSeconds(10);

    /// <summary>Whether it is this function, which a silo opens whatever assemblies it lists: the gate is in it.</summary>
    public static bool Is(MethodInfo method) => method.DeclaringType == typeof(ProgramFunction) && method.Name == nameof(RunAsync);

    /// <summary>Runs a program without a shell, with nothing on its standard input.</summary>
    /// <param name="call">The program and its arguments.</param>
    /// <param name="cancellationToken">Kills the program and all that it has started.</param>
    /// <returns>Its exit code, and what it wrote to standard output and standard error.</returns>
    /// <exception cref="CodeRefusedException">The silo does not allow it.</exception>
    /// <exception cref="ProgramFailedException">It failed, and this was not its last attempt.</exception>
    public static async Task<(int ExitCode, byte[] Output, byte[] Errors)> RunAsync(ProgramCall call, CancellationToken cancellationToken)
    {
        PoolContext context = PoolContext.Current;
        Check(context);
        string slot = SlotOf(context.WorkerId);
        string[] words = [.. call.Words.Select(pieces => string.Join(slot, pieces))];
        (int ExitCode, byte[] Output, byte[] Errors) end = await RunAsync(words, context, cancellationToken).ConfigureAwait(false);
        return end.ExitCode == 0 || context.Attempt > call.Retries
            ? end
            : throw new ProgramFailedException(string.Create(CultureInfo.InvariantCulture, $"{words[0]} ended with exit code {end.ExitCode} and is run again."));
    }

    private static async Task<(int ExitCode, byte[] Output, byte[] Errors)> RunAsync(string[] words, PoolContext context, CancellationToken cancellationToken)
    {
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
        using var output = new ProgramOutput(process);
        try
        {
            Task ended = process.WaitForExitAsync(cancellationToken);
            if (await Task.WhenAny(ended, output.TooMuch).ConfigureAwait(false) != ended)
            {
                throw new InvalidDataException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{process.StartInfo.FileName} wrote more than {MostOutput >> 20} MiB and was killed: its silo holds what a program writes until that has ended. Have it write to a file."));
            }

            await ended.ConfigureAwait(false);
        }
        catch (Exception error) when (error is OperationCanceledException or InvalidDataException)
        {
            process.Kill(entireProcessTree: true);
            await output.StopAsync().ConfigureAwait(false);
            throw;
        }

        // What it left running in the background may hold the pipes open for ever.
        long end = Stopwatch.GetTimestamp();
        for (long before = -1; before != output.Length && Stopwatch.GetElapsedTime(end) < LongestOutput && !output.HasEnded;)
        {
            before = output.Length;
            await output.WaitAsync(OutputPatience).ConfigureAwait(false);
        }

        await output.StopAsync().ConfigureAwait(false);
        return (process.ExitCode, output.Written(), output.WrittenErrors());
    }

    /// <summary>From the worker's name, which is its silo's, a slash, its slot from 0, and what life of the slot it is.</summary>
    private static string SlotOf(string worker)
    {
        string name = worker[(worker.LastIndexOf('/') + 1)..].Split('.')[0];
        return int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int slot) ? (slot + 1).ToString(CultureInfo.InvariantCulture) : name;
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}

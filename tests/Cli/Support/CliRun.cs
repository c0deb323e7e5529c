using System.Diagnostics;
using System.Reflection;
using System.Text;
using OrleansPool.Cli.Running;
using OrleansPool.Processes;

namespace OrleansPool.CliTests.Support;

/// <summary>A run of the tool.</summary>
/// <param name="ExitCode">How it ended.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Errors">What it wrote to standard error.</param>
internal sealed record CliRun(int ExitCode, string Output, string Errors)
{
    public static string Program { get; } = Place("Tool");

    /// <summary>The same functions as users have them: in the output folder of their build, with all that they need.</summary>
    public static string Build { get; } = Place("Build");

    /// <summary>The assembly of the functions that it runs.</summary>
    public static string Functions { get; } = typeof(CliFunctions.Maths).Assembly.Location;

    /// <summary>The lines of standard output.</summary>
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Runs <c>orleanspool map</c> with a function of <see cref="CliFunctions.Maths"/> over a text.</summary>
    public static Task<CliRun> MapAsync(string function, string input, params string[] options) => RunAsync(["map", Functions, $"Maths.{function}", .. options], input);

    /// <summary>Runs a command line in this process, which takes a fiftieth of what a process of its own takes.</summary>
    public static Task<CliRun> RunAsync(string[] arguments, string input = "") => Task.Run(async () =>
    {
        using var read = new MemoryStream(Encoding.UTF8.GetBytes(input));
        using var output = new SharedStream();
        using var errors = new SharedStream();
        ToolStreams.Current = new ToolStreams(read, output, errors);
        int exitCode = await Tool.RunAsync(arguments).WaitAsync(Bound.Limit);
        return new CliRun(exitCode, output.Text, errors.Text);
    });

    /// <summary>Runs it in a process of its own.</summary>
    public static Task<CliRun> ProcessAsync(string[] arguments, string input = "") => EndAsync(Start(arguments), input);

    /// <summary>Starts it; its input is open. Ctrl+C counts, though a shell that starts something in the background has it ignored by all below.</summary>
    public static Process Start(params string[] arguments) => OperatingSystem.IsLinux()
        ? StartProcess("env", ["--default-signal=INT", "dotnet", Program, .. arguments])
        : StartProcess("dotnet", [Program, .. arguments]);

    /// <summary>Runs a command line of a shell in which the tool is on the path.</summary>
    public static async Task<CliRun> ShellAsync(string command, string? folder = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        using var path = new TemporaryFolder();
        string shim = path.File("orleanspool");
        await File.WriteAllTextAsync(shim, $"#!/bin/sh\nexec dotnet '{Program}' \"$@\"\n");
        if (OperatingSystem.IsWindows())
        {
            throw new PlatformNotSupportedException("These command lines are for bash.");
        }

        File.SetUnixFileMode(shim, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var variables = new Dictionary<string, string>(environment ?? new Dictionary<string, string>())
        {
            ["PATH"] = $"{path.Path}:{Environment.GetEnvironmentVariable("PATH")}",
        };
        return await EndAsync(StartProcess("bash", ["-c", command], folder, variables), "");
    }

    public static async Task<CliRun> EndAsync(Process process, string input)
    {
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            Task<string> errors = process.StandardError.ReadToEndAsync();
            try
            {
                await process.StandardInput.WriteAsync(input);
                process.StandardInput.Close();
            }
            catch (IOException)
            {
                // It ended before it had read all.
            }

            await process.WaitForExitAsync().WaitAsync(Bound.Limit);
            return new CliRun(process.ExitCode, await output.Bounded(), await errors.Bounded());
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            ProcessGuard.Forget(process.Id);
            process.Dispose();
        }
    }

    /// <summary>Asserts that it said one thing only, which has all these parts.</summary>
    public void SaidOnly(int exitCode, params string[] parts)
    {
        Assert.True(exitCode == ExitCode, $"Ended with {ExitCode}: {Errors}");
        string line = Assert.Single(Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.All(parts, part => Assert.Contains(part, line));
    }

    /// <summary>Asserts that all went well, and that nothing was said.</summary>
    public CliRun Silently()
    {
        Assert.Equal("", Errors);
        Assert.Equal(0, ExitCode);
        return this;
    }

    private static string Place(string name) =>
        Path.GetFullPath(typeof(CliRun).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == name).Value!);

    private static Process StartProcess(string program, IEnumerable<string> arguments, string? folder = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
        };
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        Process process = Process.Start(start)!;
        ProcessGuard.Watch(process.Id);
        return process;
    }
}

using System.Reflection;

namespace OrleansPool.WorkerProcesses;

/// <summary>
/// How this application is started once more as the process of a worker: with its own deps.json and runtimeconfig.json, so that its assemblies and
/// native libraries are found as they are here. A startup hook takes over before its Main.
/// </summary>
/// <param name="File">The program.</param>
/// <param name="Arguments">Its arguments.</param>
internal sealed record WorkerCommand(string File, IReadOnlyList<string> Arguments)
{
    public const string HookVariable = "DOTNET_STARTUP_HOOKS";

    private const string HookSwitch = "System.StartupHookProvider.IsSupported";
    private const string DepsFiles = "APP_CONTEXT_DEPS_FILES";
    private const string DepsEnding = ".deps.json";
    private const string ConfigEnding = ".runtimeconfig.json";

    /// <summary>The command for this application.</summary>
    /// <exception cref="PlatformNotSupportedException">It cannot be started so; says why.</exception>
    public static WorkerCommand ForThisApplication()
    {
        if (AppContext.TryGetSwitch(HookSwitch, out bool isOn) && !isOn)
        {
            throw Refuse("startup hooks, which start them, are switched off in it", "Set <StartupHookSupport>true</StartupHookSupport> in its project, and do not trim it");
        }

        if (Environment.GetEnvironmentVariable(WorkerAddress.Variable) is not null)
        {
            // Else each of them would run Main, and start more.
            throw Refuse("it was, and its startup hook did not take over", $"Leave {HookVariable} as it is");
        }

        if (typeof(WorkerCommand).Assembly.Location.Length == 0)
        {
            throw Refuse("it is published as a single file", "Publish without PublishSingleFile, or with IncludeAllContentForSelfExtract=true");
        }

        if (Assembly.GetEntryAssembly() is not { Location.Length: > 0 } entry)
        {
            throw Refuse("its runtime was started by a program that is not a .NET application", "Run the pool in a .NET application of its own");
        }

        return Muxer() is { } dotnet ? ByMuxer(dotnet, entry.Location) : ByOwnHost(entry.Location);
    }

    // The runtime is in shared/Microsoft.NETCore.App/version of the folder that has the program "dotnet".
    private static string? Muxer()
    {
        string runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string path = Path.GetFullPath(Path.Combine(runtime, "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
        return System.IO.File.Exists(path) ? path : null;
    }

    private static WorkerCommand ByMuxer(string dotnet, string entry)
    {
        string frameworks = Path.Combine(Path.GetDirectoryName(dotnet)!, "shared");
        string[] files = ((string?)AppContext.GetData(DepsFiles) ?? string.Empty).Split(';', StringSplitOptions.RemoveEmptyEntries);
        string? deps = files.FirstOrDefault(file => !file.StartsWith(frameworks, StringComparison.Ordinal) && System.IO.File.Exists(file));
        string config = Path.ChangeExtension(entry, null) + ConfigEnding;
        if (deps is not null && System.IO.File.Exists(deps[..^DepsEnding.Length] + ConfigEnding))
        {
            // A test host is not the application: what it was told to run is.
            config = deps[..^DepsEnding.Length] + ConfigEnding;
        }

        if (!System.IO.File.Exists(config))
        {
            throw Refuse($"{config} is not there", "Deploy the application with the files that its build made");
        }

        string[] depsArguments = deps is null ? [] : ["--depsfile", deps];
        return new WorkerCommand(dotnet, ["exec", .. depsArguments, "--runtimeconfig", config, entry]);
    }

    // Self-contained: the application brings its runtime and a program that starts it.
    private static WorkerCommand ByOwnHost(string entry)
    {
        string host = Path.ChangeExtension(entry, OperatingSystem.IsWindows() ? ".exe" : null);
        return System.IO.File.Exists(host) ? new WorkerCommand(host, []) : throw Refuse($"{host} is not there", "Publish the application with its own host, or not self-contained");
    }

    private static PlatformNotSupportedException Refuse(string reason, string advice) => new(
        $"Isolation.Process starts the application once more for each worker, and this one cannot be started so: {reason}. {advice}; or use Isolation.Thread.");
}

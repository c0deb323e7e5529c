using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using OrleansPool.Cli.Running;
using OrleansPool.Silo.Hosting;

namespace OrleansPool.Cli.Functions;

/// <summary>The assembly that a command line names: a file, or by its name an assembly of .NET itself.</summary>
internal sealed class UserAssembly
{
    private const string Beside = "Name the file in the output folder of the build, where all that it needs is beside it.";

    private UserAssembly(Assembly assembly, string text, string? file)
    {
        Assembly = assembly;
        Text = text;
        File = file;
    }

    public Assembly Assembly { get; }

    /// <summary>As it was written.</summary>
    public string Text { get; }

    /// <summary>Where it is; null for one of .NET.</summary>
    public string? File { get; }

    /// <exception cref="ToolException">It cannot be loaded.</exception>
    public static UserAssembly Load(string text)
    {
        if (IsName(text))
        {
            return new UserAssembly(OfFramework(text), text, null);
        }

        string path = Path.GetFullPath(text);
        if (!System.IO.File.Exists(path))
        {
            throw Wrong(Directory.Exists(path)
                ? $"{text} is a folder. Name the .dll file of the build in it."
                : $"{text} does not exist, seen from {Environment.CurrentDirectory}. Name the .dll file of the build.");
        }

        string name = NameIn(path, text);
        try
        {
            // Where the tool brings an assembly of that name itself, such as this library, its own is the one that runs.
            Assembly loaded = FunctionAssemblies.Load([new FileInfo(path)]) is [{ } own] ? own : Assembly.Load(new AssemblyName(name));
            return new UserAssembly(loaded, text, path);
        }
        catch (Exception error) when (error is StartException or FileLoadException or FileNotFoundException or BadImageFormatException)
        {
            throw Wrong($"{text} cannot be loaded: {OneLine.Sentence((error.InnerException ?? error).Message)} Build it for .NET {Environment.Version.Major}, for this machine.", error);
        }
    }

    /// <summary>What some of its types lack, as a sentence; null when all are there. Known once <see cref="Types"/> was asked.</summary>
    public string? Lack { get; private set; }

    /// <exception cref="ToolException">What it needs is not there.</exception>
    public IReadOnlyList<Type> Types()
    {
        try
        {
            return Assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException partly) when (partly.Types.Any(type => type is not null))
        {
            // Those that need what is not here are not to be found; if one of them is meant, that is said then.
            Lack = $"{partly.Types.Count(type => type is null)} of its types cannot be loaded: {OneLine.Sentence(partly.LoaderExceptions.OfType<Exception>().First().Message)} {Beside}";
            return [.. partly.Types.OfType<Type>()];
        }
        catch (Exception error) when (error is ReflectionTypeLoadException or IOException or BadImageFormatException)
        {
            Exception cause = error is ReflectionTypeLoadException { LoaderExceptions: [{ } first, ..] } ? first : error;
            throw Lacks(cause);
        }
    }

    /// <summary>Something that it refers to is not there.</summary>
    public ToolException Lacks(Exception cause) => Wrong($"{Text} cannot be used: {OneLine.Sentence(cause.Message)} {Beside}", cause);

    private static bool IsName(string text) =>
        text.IndexOfAny(['/', '\\']) < 0 && !text.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) && !text.EndsWith(".exe", StringComparison.OrdinalIgnoreCase)
        && !System.IO.File.Exists(text);

    private static Assembly OfFramework(string name)
    {
        try
        {
            return Assembly.Load(new AssemblyName(name));
        }
        catch (Exception error) when (error is IOException or BadImageFormatException or ArgumentException)
        {
            throw Wrong($"There is no file '{name}', seen from {Environment.CurrentDirectory}, and no assembly of .NET with that name. Name the .dll file of the build.", error);
        }
    }

    private static string NameIn(string path, string text)
    {
        try
        {
            using var reader = new PEReader(System.IO.File.OpenRead(path));
            if (reader.HasMetadata && reader.GetMetadataReader() is { IsAssembly: true } metadata)
            {
                return metadata.GetString(metadata.GetAssemblyDefinition().Name);
            }
        }
        catch (BadImageFormatException)
        {
            // Told below.
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Wrong($"{text} cannot be read: {OneLine.Sentence(error.Message)} Check its permissions.", error);
        }

        throw Wrong($"{text} is not a .NET assembly. Name the .dll file of the build, not the program beside it.");
    }

    private static ToolException Wrong(string message, Exception? cause = null) => new(ToolExit.NoFunction, message, cause);
}

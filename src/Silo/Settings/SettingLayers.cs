using System.Text.Json;
using Microsoft.Extensions.Configuration;
using OrleansPool.Silo.CommandLine;
using OrleansPool.Silo.Page;

namespace OrleansPool.Silo.Settings;

/// <summary>
/// The places where options are set: a file, the environment, the command line. A later one wins, and wins whole: a list is not mixed from two.
/// </summary>
internal sealed class SettingLayers(IConfiguration environment)
{
    /// <summary>Says where the tool's commands find a cluster; of no matter to a silo.</summary>
    public const string ConnectVariable = "ORLEANSPOOL_CONNECT";

    private const string EnvironmentPrefix = "ORLEANSPOOL_";

    /// <summary>Sections of the file that are .NET's own.</summary>
    private const string LoggingSection = "Logging";

    /// <summary>Variables with the prefix that are on no command line: secrets, which others read, and the tool's.</summary>
    private static readonly string[] NotOptions = [PoolSiloOptions.CodeKeyVariable, PageToken.Variable, ConnectVariable];

    private readonly Dictionary<SiloOption, SettingValue> _values = [];

    /// <summary>What is wrong with the places themselves.</summary>
    public List<string> Errors { get; } = [];

    /// <summary>What was set and means nothing. No error, since Kubernetes puts variables of its own into the environment.</summary>
    public List<string> Warnings { get; } = [];

    /// <summary>All variables of the environment.</summary>
    public IConfiguration Environment { get; } = environment;

    /// <summary>The file's section on logging, if it has one.</summary>
    public IConfiguration? Logging { get; private set; }

    public static SettingLayers From(IConfiguration environment, IReadOnlyDictionary<SiloOption, string[]> commandLine)
    {
        var layers = new SettingLayers(environment);
        layers.AddEnvironment();
        layers.AddCommandLine(commandLine);
        if (layers.Find(SiloOptions.Config) is { } file)
        {
            layers.AddFile(file);
        }

        return layers;
    }

    public SettingValue? Find(SiloOption option) => _values.GetValueOrDefault(option);

    private void AddEnvironment()
    {
        foreach (IConfigurationSection section in Environment.GetChildren().Where(section => section.Key.StartsWith(EnvironmentPrefix, StringComparison.OrdinalIgnoreCase)))
        {
            string name = section.Key;
            if (NotOptions.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                continue;
            }

            if (OptionOf(name[EnvironmentPrefix.Length..]) is not { } option)
            {
                Warnings.Add($"The environment has {name}, which is no option of the silo; it is not used.");
            }
            else if (section.Value is { Length: > 0 } value)
            {
                string[] texts = option.IsList ? value.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries) : [value];
                _values[option] = new SettingValue(texts, name);
            }
        }
    }

    private void AddCommandLine(IReadOnlyDictionary<SiloOption, string[]> commandLine)
    {
        foreach ((SiloOption option, string[] texts) in commandLine)
        {
            Set(option, texts, $"--{option.Name}");
        }
    }

    private void Set(SiloOption option, string[] texts, string source)
    {
        if (texts.Any(string.IsNullOrWhiteSpace))
        {
            Errors.Add($"{source} is empty. Give it a value, or leave it out.");
            return;
        }

        _values[option] = new SettingValue(texts, source);
    }

    /// <summary>Adds what the file has and neither the environment nor the command line.</summary>
    private void AddFile(SettingValue file)
    {
        IConfiguration content;
        try
        {
            content = new ConfigurationBuilder().AddJsonFile(Path.GetFullPath(file.Text), optional: false).Build();
        }
        catch (Exception error) when (error is IOException or InvalidDataException or JsonException or UnauthorizedAccessException or FormatException)
        {
            Errors.Add($"{file.Source} {file.Text} cannot be read: {(error.InnerException ?? error).Message.ReplaceLineEndings(" ")}");
            return;
        }

        foreach (IConfigurationSection section in content.GetChildren())
        {
            if (section.Key.Equals(LoggingSection, StringComparison.OrdinalIgnoreCase))
            {
                Logging = section;
                Errors.AddRange(LogLevels.ErrorsIn(section, file.Text));
            }
            else if (OptionOf(section.Key) is not { } option || option == SiloOptions.Config)
            {
                Errors.Add($"'{section.Key}' in {file.Text} is no option of the silo. There are: {string.Join(", ", SiloOptions.All.Except([SiloOptions.Config]).Select(each => each.Name))}.");
            }
            else if (!_values.ContainsKey(option))
            {
                Set(option, TextsOf(option, section), $"'{section.Key}' in {file.Text}");
            }
        }
    }

    private static string[] TextsOf(SiloOption option, IConfigurationSection section)
    {
        if (section.Value is { } value)
        {
            return [value];
        }

        IConfigurationSection[] children = [.. section.GetChildren()];
        return option.IsList
            ? [.. children.Select(child => child.Value ?? string.Empty)]
            : [string.Join(',', children.Select(child => $"{child.Key}={child.Value}"))];
    }

    private static SiloOption? OptionOf(string name)
    {
        string key = SiloOption.KeyOf(name);
        return SiloOptions.All.FirstOrDefault(option => option.Key == key);
    }
}

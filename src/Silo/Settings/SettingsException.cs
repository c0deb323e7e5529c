namespace OrleansPool.Silo.Settings;

/// <summary>Settings that a silo cannot run with. The message has a line for each.</summary>
internal sealed class SettingsException(IReadOnlyList<string> errors)
    : Exception(errors.Count == 1 ? errors[0] : string.Join(Environment.NewLine, errors.Prepend($"{errors.Count} settings are wrong:")))
{
    public IReadOnlyList<string> Errors { get; } = errors;
}

namespace OrleansPool.Silo.Settings;

/// <summary>What one option was set to.</summary>
/// <param name="Texts">The values as they were written; one, but for lists.</param>
/// <param name="Source">Where, for messages.</param>
internal sealed record SettingValue(string[] Texts, string Source)
{
    public string Text => Texts[^1];
}

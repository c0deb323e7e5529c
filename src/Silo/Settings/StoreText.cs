using Npgsql;
using StackExchange.Redis;

namespace OrleansPool.Silo.Settings;

/// <summary>Checks that a store's address can be read. Its text may hold a password and is in no message.</summary>
internal static class StoreText
{
    public static string? Redis(SettingValue? value, List<string> errors)
    {
        if (value is null)
        {
            return null;
        }

        try
        {
            if (ConfigurationOptions.Parse(value.Text).EndPoints.Count > 0)
            {
                return value.Text;
            }
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            // Told below.
        }

        errors.Add($"{value.Source} cannot be read; it must be host:port, for example localhost:6379, or a configuration of StackExchange.Redis.");
        return null;
    }

    public static string? AdoNet(SettingValue? value, List<string> errors)
    {
        if (value is null)
        {
            return null;
        }

        try
        {
            if (!string.IsNullOrWhiteSpace(new NpgsqlConnectionStringBuilder(value.Text).Host))
            {
                return value.Text;
            }
        }
        catch (Exception error) when (error is ArgumentException or FormatException or InvalidCastException)
        {
            // Told below.
        }

        errors.Add($"{value.Source} cannot be read; it must be like Host=db;Username=pool;Password=…;Database=pool.");
        return null;
    }
}

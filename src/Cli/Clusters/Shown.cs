using System.Globalization;

namespace OrleansPool.Cli.Clusters;

/// <summary>Numbers and times for people.</summary>
internal static class Shown
{
    public const string Nothing = "-";

    public static string Number(double number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A number of things.</summary>
    public static string Count(long number, string one) => $"{Number(number)} {one}{(number == 1 ? "" : "s")}";

    public static string Rate(double rate) => rate >= 10 ? $"{Number(rate)}/s" : string.Create(CultureInfo.InvariantCulture, $"{rate:0.##}/s");

    public static string Bytes(long bytes) => bytes >= 1L << 30
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 30):0.0} GiB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 20):0} MiB");

    public static string Time(TimeSpan? time) => time switch
    {
        null => Nothing,
        { TotalDays: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{(int)time.Value.TotalDays} d {time.Value.Hours} h"),
        { TotalHours: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{(int)time.Value.TotalHours} h {time.Value.Minutes} min"),
        { TotalMinutes: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{(int)time.Value.TotalMinutes} min {time.Value.Seconds} s"),
        { TotalSeconds: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.Value.TotalSeconds:0.0} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{time.Value.TotalMilliseconds:0.0} ms"),
    };

    /// <summary>How far a job is.</summary>
    public static string Progress(JobView job) => job.Total is { } total
        ? string.Create(CultureInfo.InvariantCulture, $"{Number(job.Completed)}/{Number(total)} {(total == 0 ? 100 : 100.0 * job.Completed / total):0}%")
        : Number(job.Completed);
}

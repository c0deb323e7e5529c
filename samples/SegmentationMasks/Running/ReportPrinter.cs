using System.Text.Json;
using OrleansPool.Samples.SegmentationMasks.Scoring;

namespace OrleansPool.Samples.SegmentationMasks.Running;

/// <summary>Prints a report for people, and saves it for programs.</summary>
internal static class ReportPrinter
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static void Print(Report report, string output, TextWriter to, TextWriter errors)
    {
        foreach (Unreadable file in report.Unreadable)
        {
            errors.WriteLine($"{file.File}: {file.Reason}");
        }

        foreach (string name in report.Different)
        {
            errors.WriteLine($"{name}: the mask from the pool is not the one from the loop.");
        }

        if (report.MeanCovering is { } mean)
        {
            PrintScores(report.Images, mean, to);
        }

        PrintSpeed(report, to);
        to.WriteLine($"masks in {output}");
    }

    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(Report report, string file) => File.WriteAllText(file, JsonSerializer.Serialize(report, Json));

    private static void PrintScores(IReadOnlyList<ImageReport> images, double mean, TextWriter to)
    {
        const string Heading = "photograph";
        int width = Math.Max(Heading.Length, images.Max(image => image.Name.Length));
        to.WriteLine($"{Heading.PadRight(width)}  segments  people  covering");
        foreach (ImageReport image in images)
        {
            string score = image.Score is { } known ? $"{known.People,6}  {known.Covering,8:0.000}" : $"{"-",6}  {"-",8}";
            to.WriteLine($"{image.Name.PadRight(width)}  {image.Segments,8}  {score}");
        }

        to.WriteLine($"mean covering {mean:0.000} over {images.Select(image => image.Score).OfType<ImageScore>().Count()} photographs");
    }

    private static void PrintSpeed(Report report, TextWriter to)
    {
        PrintSpeed("pool", report.Pool, to);
        if (report.Loop is { } loop)
        {
            PrintSpeed("loop", loop, to);
            to.WriteLine($"speed-up {report.SpeedUp:0.00} with {report.Pool.Workers} workers");
        }
    }

    private static void PrintSpeed(string name, RunReport run, TextWriter to) =>
        to.WriteLine($"{name}: {run.Images} images in {run.Seconds:0.00} s, {run.ImagesPerSecond:0.0} images/s");
}

using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace OrleansPool.Silo.Health;

/// <summary>Writes an answer for people: the silo's phase and how busy it is.</summary>
internal static class HealthText
{
    public static Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "text/plain";
        return context.Response.WriteAsync(string.Join('\n', report.Entries.Values.Select(entry => entry.Description)) + "\n");
    }
}

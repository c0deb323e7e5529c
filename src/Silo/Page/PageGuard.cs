using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace OrleansPool.Silo.Page;

/// <summary>What holds for all that is shown to browsers.</summary>
internal static class PageGuard
{
    /// <summary>Tells nobody what serves, and takes no bodies.</summary>
    public static void Limit(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = 0;
    }

    /// <summary>Tells the browser what the page may do, and to keep nothing of it.</summary>
    public static void Protect(HttpResponse response, string policy)
    {
        IHeaderDictionary headers = response.Headers;
        headers.ContentSecurityPolicy = policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-store";
    }

    /// <summary>An answer of plain text.</summary>
    public static Task AnswerAsync(HttpResponse response, int status, string text)
    {
        response.StatusCode = status;
        response.ContentType = "text/plain; charset=utf-8";
        return response.WriteAsync(text);
    }
}

namespace OrleansPool;

/// <summary>Places in the pages of <c>docs/</c>, which the package <c>OrleansPool</c> has too.</summary>
internal static class DocLinks
{
    public static string To(string page, string anchor) => $"docs/{page}.md#{anchor}";
}

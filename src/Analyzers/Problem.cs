using Microsoft.CodeAnalysis;
using OrleansPool.Payloads;

namespace OrleansPool.Analyzers;

/// <summary>Why a value cannot travel: the counterpart of <c>NotPortableException</c>.</summary>
internal sealed class Problem
{
    private Problem(ITypeSymbol? culprit, string? text, string path)
    {
        Culprit = culprit;
        Text = text;
        Path = path;
    }

    /// <summary>The type of what cannot travel; null when <see cref="Text"/> says all.</summary>
    public ITypeSymbol? Culprit { get; }

    /// <summary>All that there is to say, or null.</summary>
    public string? Text { get; }

    /// <summary>The fields from the value to what cannot travel; empty for the value itself.</summary>
    public string Path { get; }

    public static Problem Value(ITypeSymbol culprit) => new(culprit, null, "");

    public static Problem Because(string text) => new(null, text, "");

    public Problem In(string field) => new(Culprit, Text, Path.Length == 0 ? field : $"{field}.{Path}");

    public string? Advice(ValueRole role) => Culprit is null ? null : FrameworkTypes.SubstituteFor(Culprit)?.For(role);
}

namespace OrleansPool.AnalyzerTests.Support;

/// <summary>What stands around the lines that a test is about.</summary>
internal static class Code
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Linq;
        using System.Net.Http;
        using System.Text.Json;
        using System.Threading;
        using System.Threading.Tasks;
        using Orleans;
        using OrleansPool;

        """;

    /// <summary>Statements of an asynchronous method that has <c>pool</c>, <c>items</c> and <c>token</c>, and members beside it.</summary>
    public static string InMethod(string statements, string members = "") => $$"""
        {{Usings}}
        class Program
        {
            async Task Run(Pool pool, int[] items, CancellationToken token)
            {
                {{statements.ReplaceLineEndings("\n        ")}}
                await Task.Yield();
            }

            {{members.ReplaceLineEndings("\n    ")}}
        }
        """;
}

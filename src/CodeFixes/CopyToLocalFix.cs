using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OrleansPool.CodeFixes;

/// <summary>Copies a field to a local variable before the call, so that its value travels and not the object around it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class CopyToLocalFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["OP0002", "OP0004"];

    /// <summary>One at a time: two fixes in one statement would both write before it.</summary>
    /// <returns>Nothing.</returns>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var diagnostic = context.Diagnostics[0];
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || model is null || diagnostic.AdditionalLocations.Count == 0
            || root.FindNode(diagnostic.AdditionalLocations[0].SourceSpan, getInnermostNodeForTie: true) is not AnonymousFunctionExpressionSyntax function)
        {
            return;
        }

        var copies = diagnostic.Id == "OP0002"
            ? MemberCopies.OfThis(function, model, context.CancellationToken)
            : MemberCopies.OfStatic(function, root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true), model, context.CancellationToken);
        if (copies is not null && copies.FitBefore(function))
        {
            context.RegisterCodeFix(
                CodeAction.Create(
                    copies.Title,
                    _ => Task.FromResult(context.Document.WithSyntaxRoot(copies.Apply(root, function))),
                    equivalenceKey: diagnostic.Id),
                diagnostic);
        }
    }
}

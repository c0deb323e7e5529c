using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace OrleansPool.CodeFixes;

/// <summary>Has the task awaited: by the pool, when type arguments hide that it is one, or by the function, when it gives a task of a task or a handle.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class AwaitResultFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["OP0005"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var diagnostic = context.Diagnostics[0];
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root
            || root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<ArgumentSyntax>() is not { } argument
            || argument.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { Expression: MemberAccessExpressionSyntax access })
        {
            return;
        }

        if (access.Name is GenericNameSyntax generic)
        {
            var plain = SyntaxFactory.IdentifierName(generic.Identifier).WithTriviaFrom(generic);
            Register(context, "Leave the type arguments out, and the pool awaits the task", root.ReplaceNode(generic, plain));
        }
        else if (argument.Expression is LambdaExpressionSyntax { ExpressionBody: { } body } lambda)
        {
            var awaited = SyntaxFactory.AwaitExpression(
                SyntaxFactory.Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(SyntaxFactory.Space),
                body.WithoutTrivia()).WithTriviaFrom(body).WithAdditionalAnnotations(Formatter.Annotation);
            LambdaExpressionSyntax changed = lambda.WithExpressionBody(awaited);
            if (lambda.AsyncKeyword.RawKind == 0)
            {
                var keyword = SyntaxFactory.Token(SyntaxKind.AsyncKeyword).WithLeadingTrivia(lambda.GetLeadingTrivia()).WithTrailingTrivia(SyntaxFactory.Space);
                changed = (LambdaExpressionSyntax)changed.WithLeadingTrivia().WithAsyncKeyword(keyword);
            }

            Register(context, "Await the result in the function", root.ReplaceNode(lambda, changed));
        }
    }

    private static void Register(CodeFixContext context, string title, SyntaxNode root) => context.RegisterCodeFix(
        CodeAction.Create(title, _ => Task.FromResult(context.Document.WithSyntaxRoot(root)), equivalenceKey: title),
        context.Diagnostics);
}

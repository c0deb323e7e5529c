using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OrleansPool.CodeFixes;

/// <summary>Passes a token by name: to the call, which cancels, and no more to the function, whose copy nobody signals.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class TokenByNameFix : CodeFixProvider
{
    private const string Parameter = "cancellationToken";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["OP0001", "OP0006"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var diagnostic = context.Diagnostics[0];
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || model is null)
        {
            return;
        }

        var node = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        if (diagnostic.Id == "OP0006")
        {
            if (node.FirstAncestorOrSelf<ArgumentSyntax>() is { Parent: ArgumentListSyntax list } argument
                && list.Arguments.IndexOf(argument) > 0
                && !IsNamed(list))
            {
                var named = Named(argument.Expression.WithoutTrivia()).WithTriviaFrom(argument);
                Register(context, "Pass the token by name, to the call", root.ReplaceNode(argument, named));
            }
        }
        else if (node is IdentifierNameSyntax name
            && IsToken(model.GetTypeInfo(name, context.CancellationToken).Type)
            && root.FindNode(diagnostic.AdditionalLocations[0].SourceSpan, getInnermostNodeForTie: true) is LambdaExpressionSyntax function
            && function.Parent?.Parent is ArgumentListSyntax arguments
            && !IsNamed(arguments)
            && WithToken(function, name) is { } changed)
        {
            var fixedList = arguments.ReplaceNode(function, changed);
            fixedList = fixedList.AddArguments(Named(name.WithoutTrivia()).WithLeadingTrivia(SyntaxFactory.Space));
            Register(context, "Take the token as the function's last parameter", root.ReplaceNode(arguments, fixedList));
        }
    }

    private static bool IsToken(ITypeSymbol? type) => type is { Name: "CancellationToken", ContainingNamespace.Name: "Threading" };

    private static bool IsNamed(ArgumentListSyntax list) => list.Arguments.Any(each => each.NameColon?.Name.Identifier.ValueText == Parameter);

    private static ArgumentSyntax Named(ExpressionSyntax value) => SyntaxFactory.Argument(
        SyntaxFactory.NameColon(SyntaxFactory.IdentifierName(Parameter)).WithTrailingTrivia(SyntaxFactory.Space),
        default,
        value);

    /// <summary>The function with a further parameter, which hides the variable of the same name.</summary>
    private static LambdaExpressionSyntax? WithToken(LambdaExpressionSyntax function, IdentifierNameSyntax name)
    {
        string token = name.Identifier.ValueText;
        var leading = function is SimpleLambdaExpressionSyntax simple ? simple.Parameter.ToString() : null;
        var parameters = (function as ParenthesizedLambdaExpressionSyntax)?.ParameterList.Parameters;
        bool isTyped = parameters is { Count: > 0 } list && list[0].Type is not null;
        string added = isTyped ? $"CancellationToken {token}" : token;
        string text = leading is not null ? $"({leading}, {added})"
            : parameters is { Count: > 0 } some ? $"({some}, {added})"
            : $"({added})";
        var parsed = (ParenthesizedLambdaExpressionSyntax)SyntaxFactory.ParseExpression($"{text} => 0");
        return SyntaxFactory.ParenthesizedLambdaExpression(
            function.Modifiers,
            parsed.ParameterList.WithTrailingTrivia(SyntaxFactory.Space),
            function.Block,
            function.ExpressionBody).WithArrowToken(function.ArrowToken).WithTriviaFrom(function);
    }

    private static void Register(CodeFixContext context, string title, SyntaxNode root) => context.RegisterCodeFix(
        CodeAction.Create(title, _ => Task.FromResult(context.Document.WithSyntaxRoot(root)), equivalenceKey: title),
        context.Diagnostics);
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using OrleansPool.Analyzers;

namespace OrleansPool.CodeFixes;

/// <summary>The fields and properties that a function reads, and the local variables that take their places.</summary>
internal sealed class MemberCopies
{
    private readonly Dictionary<string, ExpressionSyntax> _values = [];
    private readonly Dictionary<SyntaxNode, string> _uses = [];
    private readonly Dictionary<ISymbol, string> _names = new(SymbolEqualityComparer.Default);

    private readonly TravelCheck _check;

    private MemberCopies(SemanticModel model) => _check = new TravelCheck(new OwnCodecs(model.Compilation));

    public string Title => $"Copy {string.Join(", ", _values.Values.Select(value => $"'{value}'"))} to a local variable";

    /// <summary>Every use of <c>this</c>; null when one of them is more than to read a field or property that can travel.</summary>
    public static MemberCopies? OfThis(AnonymousFunctionExpressionSyntax function, SemanticModel model, CancellationToken token)
    {
        var copies = new MemberCopies(model);
        foreach (var name in function.DescendantNodes().OfType<SimpleNameSyntax>())
        {
            if (model.GetSymbolInfo(name, token).Symbol is not { IsStatic: false } symbol
                || symbol is not (IFieldSymbol or IPropertySymbol or IMethodSymbol or IEventSymbol)
                || symbol is IMethodSymbol { MethodKind: not MethodKind.Ordinary }
                || ReceiverOf(name) is not (null or ThisExpressionSyntax))
            {
                continue;
            }

            if (!copies.TryAdd(symbol, name, function, token))
            {
                return null;
            }
        }

        bool isBare = function.DescendantNodes().Any(node => node is BaseExpressionSyntax or ThisExpressionSyntax { Parent: not MemberAccessExpressionSyntax });
        return isBare || copies._uses.Count == 0 ? null : copies;
    }

    /// <summary>Every use of the static member that is read at a place.</summary>
    public static MemberCopies? OfStatic(AnonymousFunctionExpressionSyntax function, SyntaxNode use, SemanticModel model, CancellationToken token)
    {
        if (model.GetSymbolInfo(use, token).Symbol is not { } member)
        {
            return null;
        }

        var copies = new MemberCopies(model);
        foreach (var name in function.DescendantNodes().OfType<SimpleNameSyntax>())
        {
            if (SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, token).Symbol, member) && !copies.TryAdd(member, name, function, token))
            {
                return null;
            }
        }

        return copies._uses.Count == 0 ? null : copies;
    }

    /// <summary>Whether there is a statement before which the variables can be declared, so that they have the values that the function would read.</summary>
    public bool FitBefore(AnonymousFunctionExpressionSyntax function) =>
        StatementOf(function) is { Parent: BlockSyntax or GlobalStatementSyntax } statement and not LocalFunctionStatementSyntax && IsMadeOnce(function, statement);

    public SyntaxNode Apply(SyntaxNode root, AnonymousFunctionExpressionSyntax function)
    {
        var statement = StatementOf(function)!;
        var changed = statement.ReplaceNodes(
            _uses.Keys,
            (use, _) => SyntaxFactory.IdentifierName(_uses[use]).WithTriviaFrom(use));
        var leading = statement.GetLeadingTrivia();
        List<StatementSyntax> statements = [];
        foreach (var value in _values)
        {
            var declaration = SyntaxFactory.ParseStatement($"var {value.Key} = {value.Value};")
                .WithLeadingTrivia(leading)
                .WithTrailingTrivia(SyntaxFactory.ElasticLineFeed)
                .WithAdditionalAnnotations(Formatter.Annotation);
            statements.Add(declaration);
            leading = SyntaxFactory.TriviaList(leading.Reverse().TakeWhile(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).Reverse());
        }

        statements.Add(changed.WithLeadingTrivia(leading));
        return statement.Parent is GlobalStatementSyntax global
            ? root.ReplaceNode(global, statements.Select(SyntaxFactory.GlobalStatement))
            : root.ReplaceNode(statement, statements);
    }

    private static StatementSyntax? StatementOf(AnonymousFunctionExpressionSyntax function) => function.FirstAncestorOrSelf<StatementSyntax>();

    /// <summary>Whether it is made where its statement begins: not each time round a loop, nor when another function or a query runs.</summary>
    private static bool IsMadeOnce(SyntaxNode node, StatementSyntax statement)
    {
        for (; node != statement; node = node.Parent!)
        {
            bool isLater = node.Parent switch
            {
                WhileStatementSyntax or DoStatementSyntax => true,
                ForStatementSyntax loop => loop.Condition == node || loop.Incrementors.Any(incrementor => incrementor == node),
                AnonymousFunctionExpressionSyntax or QueryClauseSyntax or SelectOrGroupClauseSyntax => true,
                _ => false,
            };
            if (isLater)
            {
                return false;
            }
        }

        return true;
    }

    private static ExpressionSyntax? ReceiverOf(SimpleNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access when access.Name == name => access.Expression,
        MemberBindingExpressionSyntax => SyntaxFactory.IdentifierName("other"),
        NameColonSyntax or NameEqualsSyntax => SyntaxFactory.IdentifierName("other"),
        AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } assignment when assignment.Left == name => SyntaxFactory.IdentifierName("other"),
        _ => null,
    };

    private static bool IsWritten(SyntaxNode use) => use.Parent switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left == use,
        PrefixUnaryExpressionSyntax unary => unary.IsKind(SyntaxKind.PreIncrementExpression) || unary.IsKind(SyntaxKind.PreDecrementExpression),
        PostfixUnaryExpressionSyntax unary => unary.IsKind(SyntaxKind.PostIncrementExpression) || unary.IsKind(SyntaxKind.PostDecrementExpression),
        ArgumentSyntax argument => argument.RefKindKeyword.RawKind != 0,
        RefExpressionSyntax => true,
        _ => false,
    };

    private bool TryAdd(ISymbol member, SimpleNameSyntax name, AnonymousFunctionExpressionSyntax function, CancellationToken token)
    {
        var type = (member as IFieldSymbol)?.Type ?? (member as IPropertySymbol)?.Type;
        ExpressionSyntax use = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
        if (type is null || IsWritten(use) || _check.OfValue(type) is not null)
        {
            return false;
        }

        if (!_names.TryGetValue(member, out string? local))
        {
            local = FreeName(member.Name, function, token);
            _names.Add(member, local);
            _values.Add(local, use.WithoutTrivia());
        }

        _uses.Add(use, local);
        return true;
    }

    private string FreeName(string member, AnonymousFunctionExpressionSyntax function, CancellationToken token)
    {
        string bare = member.TrimStart('_');
        string wanted = bare.Length == 0 ? "value" : char.ToLowerInvariant(bare[0]) + bare.Substring(1);
        SyntaxNode around = function.FirstAncestorOrSelf<MemberDeclarationSyntax>(node => node is not GlobalStatementSyntax) ?? function.SyntaxTree.GetRoot(token);
        HashSet<string> taken = [.. around.DescendantTokens().Where(each => each.IsKind(SyntaxKind.IdentifierToken)).Select(each => each.ValueText)];
        string free = SyntaxFacts.GetKeywordKind(wanted) == SyntaxKind.None ? wanted : $"{wanted}Value";
        for (int number = 2; taken.Contains(free) || _values.ContainsKey(free); number++)
        {
            free = $"{wanted}{number}";
        }

        return free;
    }
}

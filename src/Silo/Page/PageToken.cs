using System.Security.Cryptography;
using System.Text;

namespace OrleansPool.Silo.Page;

/// <summary>Who may see the page: whoever has its token. Nothing else is known of it here than a hash, so it can be in no log.</summary>
internal sealed class PageToken
{
    public const string Variable = "ORLEANSPOOL_PAGE_TOKEN";
    public const int LeastLength = 16;

    private const string Scheme = "Bearer ";
    private const string PasswordScheme = "Basic ";
    private readonly byte[] _hash;

    public PageToken(string token) => _hash = Hash(token);

    /// <summary>The file in which a silo that was given no token keeps one.</summary>
    public static string DefaultFile { get; } = Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "orleanspool",
        "page-token");

    /// <summary>The token in a file; makes the file, for its owner alone, if it is not there.</summary>
    public static string ReadOrCreate(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            string made = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
            using var writer = new StreamWriter(new FileStream(file, options));
            writer.WriteLine(made);
            return made;
        }
        catch (IOException) when (File.Exists(file))
        {
            return File.ReadAllText(file).Trim();
        }
    }

    /// <summary>The same for a header that a browser makes of a user and a password.</summary>
    public bool AllowsPassword(string? authorization)
    {
        if (authorization is null || !authorization.StartsWith(PasswordScheme, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        byte[] bytes = new byte[authorization.Length];
        return Convert.TryFromBase64String(authorization[PasswordScheme.Length..], bytes, out int length)
            && Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is [_, { } password]
            && Is(password);
    }

    /// <summary>Whether the header of a request names the token. Takes as long for every wrong one.</summary>
    public bool Allows(string? authorization) =>
        authorization is not null && authorization.StartsWith(Scheme, StringComparison.Ordinal) && Is(authorization[Scheme.Length..]);

    private bool Is(string text) => CryptographicOperations.FixedTimeEquals(Hash(text), _hash);

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}

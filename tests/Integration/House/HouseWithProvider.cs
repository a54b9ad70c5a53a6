using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CrossSell.Integration.House;

/// <summary>A house that knows an identity provider.</summary>
public sealed class HouseWithProvider : HouseFixture
{
    internal TinyProvider Provider { get; } = new();

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await Provider.DisposeAsync();
    }

    protected override async Task<Dictionary<string, string?>> Settings() => new()
    {
        ["Oidc:Authority"] = await Provider.Start(),
        ["Oidc:ClientId"] = TinyProvider.Client,
        ["Oidc:ClientSecret"] = "secret",
        ["Oidc:Name"] = "Tiny Provider",
    };
}

/// <summary>As much of OpenID Connect as a sign-in by code needs, on this machine.</summary>
internal sealed class TinyProvider : IAsyncDisposable
{
    public const string Client = "crosssell";
    private readonly RSA _key = RSA.Create(2048);
    private readonly RSA _foreign = RSA.Create(2048);
    private WebApplication? _app;
    private (string Email, bool Verified, bool Forged) _says = (string.Empty, false, false);
    private string _nonce = string.Empty;

    private string Address => _app!.Urls.First();

    public void Says(string email, bool verified, bool forged = false) => _says = (email, verified, forged);

    public async Task<string> Start()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.MapGet("/.well-known/openid-configuration", () => Results.Json(new Dictionary<string, object>
        {
            ["issuer"] = Address,
            ["authorization_endpoint"] = Address + "/authorize",
            ["token_endpoint"] = Address + "/token",
            ["jwks_uri"] = Address + "/keys",
            ["response_types_supported"] = new[] { "code" },
            ["subject_types_supported"] = new[] { "public" },
            ["id_token_signing_alg_values_supported"] = new[] { "RS256" },
        }));
        _app.MapGet("/keys", () =>
        {
            var key = _key.ExportParameters(false);
            return Results.Json(new { keys = new[] { new { kty = "RSA", use = "sig", alg = "RS256", kid = "tiny", n = Base64Url.EncodeToString(key.Modulus), e = Base64Url.EncodeToString(key.Exponent) } } });
        });
        _app.MapGet("/authorize", (HttpRequest request) =>
        {
            _nonce = request.Query["nonce"].ToString();
            return Results.Redirect($"{request.Query["redirect_uri"]}?code=tiny&state={Uri.EscapeDataString(request.Query["state"].ToString())}");
        });
        _app.MapPost("/token", () => Results.Json(new { access_token = "x", token_type = "Bearer", expires_in = 60, id_token = Token() }));
        await _app.StartAsync();
        return Address;
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        _key.Dispose();
        _foreign.Dispose();
    }

    private string Token()
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var claims = new Dictionary<string, object>
        {
            ["iss"] = Address,
            ["aud"] = Client,
            ["sub"] = "tiny-1",
            ["iat"] = now,
            ["exp"] = now + 300,
            ["nonce"] = _nonce,
            ["email"] = _says.Email,
            ["email_verified"] = _says.Verified,
            ["name"] = "Tiny Person",
        };
        var text = $"{Part(new { alg = "RS256", typ = "JWT", kid = "tiny" })}.{Part(claims)}";
        var signature = (_says.Forged ? _foreign : _key).SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{text}.{Base64Url.EncodeToString(signature)}";
    }

    private static string Part(object value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));
}

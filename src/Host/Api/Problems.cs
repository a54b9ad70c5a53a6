using CrossSell.Host.Texts;
using CrossSell.Kernel.Errors;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace CrossSell.Host.Api;

/// <summary>Every failure of the API in the one shape of RFC 9457, in the caller's language.</summary>
internal sealed class Problems(ErrorTexts texts, IOptions<JsonOptions> json)
{
    public const string ContentType = "application/problem+json";

    public ProblemDetails Of(Exception failure, string language) => failure switch
    {
        InvalidInputException invalid => Invalid(StatusCodes.Status400BadRequest, invalid, language),
        NotFoundException missing => Said(StatusCodes.Status404NotFound, missing, language),
        NotAllowedException refused => Said(StatusCodes.Status403Forbidden, refused, language),
        ConflictException conflict => Said(StatusCodes.Status409Conflict, conflict, language),
        RuleBrokenException broken => Said(StatusCodes.Status422UnprocessableEntity, broken, language),
        StaleException stale => Said(StatusCodes.Status412PreconditionFailed, stale, language),
        UnsupportedTypeException unsupported => Said(StatusCodes.Status415UnsupportedMediaType, unsupported, language),
        HouseException other => Said(StatusCodes.Status422UnprocessableEntity, other, language),
        VersionConflictException => Of(new ConflictException("error.changedElsewhere", "It was changed at the same moment; please try again."), language),
        BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest } unreadable => Of(new InvalidInputException([InputFaults.Of(unreadable)]), language),
        BadHttpRequestException refused => Of(refused.StatusCode, language),
        _ => Of(StatusCodes.Status500InternalServerError, language),
    };

    public Task Write(HttpContext http, ProblemDetails problem)
    {
        http.Response.Headers.ETag = default;
        http.Response.StatusCode = problem.Status!.Value;
        return http.Response.WriteAsJsonAsync(problem, json.Value.SerializerOptions, ContentType, http.RequestAborted);
    }

    /// <summary>A failure of which nothing more is known than its status.</summary>
    public ProblemDetails Of(int status, string language)
    {
        var code = status switch
        {
            StatusCodes.Status401Unauthorized => "error.unauthenticated",
            StatusCodes.Status403Forbidden => "error.notAllowed",
            StatusCodes.Status404NotFound => "error.unknownAddress",
            StatusCodes.Status405MethodNotAllowed => "error.method",
            StatusCodes.Status413PayloadTooLarge => "error.tooLarge",
            StatusCodes.Status415UnsupportedMediaType => "error.unsupportedMedia",
            >= 500 => "error.unexpected",
            _ => "error.refused",
        };
        return Problem(status, code, texts.Of(code, language) ?? code, language);
    }

    private ProblemDetails Said(int status, HouseException failure, string language)
    {
        var problem = Problem(status, failure.Code, texts.Of(failure, language), language);
        if (failure.Arguments.Count > 0)
        {
            problem.Extensions["arguments"] = failure.Arguments.ToDictionary(a => a.Name, a => a.Value);
        }

        return problem;
    }

    private ProblemDetails Invalid(int status, InvalidInputException invalid, string language)
    {
        var problem = Problem(status, invalid.Code, texts.Of(invalid.Code, language) ?? invalid.Message, language);
        problem.Extensions["errors"] = invalid.Faults.GroupBy(f => f.Field).ToDictionary(g => g.Key, g => g.Select(f => texts.Of(f, language)).ToArray());
        return problem;
    }

    private ProblemDetails Problem(int status, string code, string detail, string language) => new()
    {
        Type = $"urn:crosssell:{code.Replace('.', ':')}",
        Title = texts.Of($"status.{status}", language) ?? texts.Of("status.other", language),
        Status = status,
        Detail = detail,
        Extensions = { ["code"] = code },
    };
}

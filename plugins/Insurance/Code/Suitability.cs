using CrossSell.Sdk;

namespace CrossSell.Plugins.Insurance;

/// <summary>
/// Directive (EU) 2016/97, Article 20(1): any contract proposed is consistent with the customer's insurance demands and needs. The sentence says by which of them this product is,
/// and what speaks against it, in plain words.
/// </summary>
internal static class Suitability
{
    public static string Of(DocumentRequest request)
    {
        var english = request.Language == "en";
        if (request.Answers.Count == 0)
        {
            return english
                ? "The demands and needs are to be recorded with the client before the contract is signed."
                : "Az igényeket és szükségleteket a szerződés aláírása előtt az ügyféllel rögzíteni kell.";
        }

        var wish = request.Answers.GetValueOrDefault("priority");
        var said = (wish, english) switch
        {
            ("price", true) => "The client wants the lowest premium for the cover needed.",
            ("price", false) => "Az ügyfél a szükséges fedezetet a legalacsonyabb díjért kéri.",
            ("cover", true) => "The client wants the widest cover.",
            ("cover", false) => "Az ügyfél a legszélesebb fedezetet kéri.",
            ("law", true) => "The client needs the cover that the law or the lender demands.",
            ("law", false) => "Az ügyfélnek a jogszabály vagy a hitelező által megkívánt fedezetre van szüksége.",
            (_, true) => "The client has stated the demands and needs above.",
            _ => "Az ügyfél a fenti igényeket és szükségleteket közölte.",
        };
        var has = request.Answers.GetValueOrDefault("existingCover") is "true";
        var also = (has, english) switch
        {
            (true, true) => " The client has cover for the same risk already; the new contract takes its place, or begins when it ends.",
            (true, false) => " Az ügyfélnek van ugyanerre a kockázatra szerződése; az új ennek helyébe lép, vagy a lejártakor kezdődik.",
            _ => string.Empty,
        };
        return english
            ? $"{said}{also} The product proposed is consistent with these demands and needs."
            : $"{said}{also} Az ajánlott termék ezekkel az igényekkel és szükségletekkel összhangban van.";
    }
}

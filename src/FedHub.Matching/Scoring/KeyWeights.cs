namespace FedHub.Matching;

/// <summary>The weight of each kind of key, in points; thresholds are 10 (C), 16 (B) and 24 (A).</summary>
internal static class KeyWeights
{
    public static double Of(string kind, string value) => kind switch
    {
        "doc" => 30,
        "doc.folded" => 10,
        "doc.any" => 10,
        "pn" => 30,
        "pn.any" => 10,
        "phone" => 12,
        "plate" => 16,
        "iban" or "email" or "crypto" => 24,
        "handle" => 16,
        _ => NameKeyWeights.Of(kind, value),
    };
}

namespace FedHub.Matching;

/// <summary>How a country dials.</summary>
/// <param name="Country">Alpha-2, or 001 for codes of no country.</param>
/// <param name="CallingCode">Without plus.</param>
/// <param name="NationalPrefix">Digits dialled before a national number inside the country; may be empty.</param>
/// <param name="Idd">Digits dialled before an international number; empty where the plan has several.</param>
/// <param name="Lengths">Possible lengths of the national number.</param>
/// <param name="IsMain">First of the countries that share the calling code.</param>
internal sealed record PhonePlan(string Country, string CallingCode, string NationalPrefix, string Idd, IReadOnlyList<int> Lengths, bool IsMain);

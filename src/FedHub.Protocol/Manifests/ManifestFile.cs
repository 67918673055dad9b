using FedHub.Cryptography;

namespace FedHub.Protocol;

/// <summary>One file of a filter.</summary>
/// <param name="Number">0 for the base, then counted up.</param>
/// <param name="Sha256">Of the file.</param>
/// <param name="SizeBytes">Length.</param>
/// <param name="EntryCount">Entries after padding.</param>
public sealed record ManifestFile(uint Number, Digest Sha256, long SizeBytes, long EntryCount);

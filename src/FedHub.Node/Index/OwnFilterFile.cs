using FedHub.Cryptography;

namespace FedHub.Node.Index;

/// <summary>One file of an own filter, on this node's disk.</summary>
/// <param name="Number">0 for the base, then counted up.</param>
/// <param name="Path">Full path.</param>
/// <param name="Digest">SHA-256 of the file.</param>
/// <param name="SizeBytes">Length.</param>
/// <param name="EntryCount">Entries after padding.</param>
public sealed record OwnFilterFile(uint Number, string Path, Digest Digest, long SizeBytes, long EntryCount);

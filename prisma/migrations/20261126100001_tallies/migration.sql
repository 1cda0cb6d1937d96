-- Tallies are read whole, never looked into: as text they come as fast as they can be sent. Those that were kept are written otherwise now.
TRUNCATE kept_tallies;
ALTER TABLE "kept_tallies" ALTER COLUMN "tallies" SET DATA TYPE JSON;

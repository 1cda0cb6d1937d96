-- How many connections a Wilayah serves, which its figures are set against; null: nobody has said yet.
ALTER TABLE "units" ADD COLUMN     "connections" INTEGER;

-- CreateEnum
CREATE TYPE "LetterWay" AS ENUM ('EMAIL', 'GATEWAY', 'POST', 'HAND');

-- AlterTable
ALTER TABLE "letter_templates" DROP COLUMN "version";

-- A letter goes by more ways than a message does.
ALTER TABLE "letters" ALTER COLUMN "sent_way" TYPE "LetterWay" USING "sent_way"::text::"LetterWay";
